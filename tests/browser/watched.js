// A page in the browser, with everything noted that a page of ours must not do.
"use strict";

const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

exports.Watched = class {
  constructor(context, page, told) {
    Object.assign(this, { context, told, ...page });
    this.folder = pathToFileURL(path.join(this.site.dir, "/")).href;
  }

  fault(text) {
    this.told(`${this.site.name}/${this.way}: ${text}`);
  }

  // Opens the page as a folder or a server gives it; as it was left where it is open already.
  async open({ from = "server", width = 390, height = 844 } = {}) {
    const root = from === "folder" ? this.folder : this.site.server.root;
    if (!this.tab || this.root !== root) {
      await this.close();
      this.root = root;
      this.tab = await this.context.newPage();
      this.watch(this.tab, root);
      await this.tab.addInitScript(listen);
      await this.tab.goto(root + this.way, { waitUntil: "load" });
    }
    await this.tab.setViewportSize({ width, height });
    return this.tab;
  }

  watch(tab, root) {
    tab.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.fault(`console: ${message.text()}`);
    });
    tab.on("pageerror", (error) => this.fault(`script: ${error.message}`));
    tab.on("dialog", (dialog) => {
      this.fault(`a text ran as script: ${dialog.message()}`);
      dialog.dismiss();
    });
    tab.on("request", (request) => {
      if (!request.url().startsWith(root)) this.fault(`asks for ${request.url()}`);
    });
    tab.on("requestfailed", (request) => {
      // A picture for another width is given up when the width changes.
      const { errorText } = request.failure();
      if (errorText !== "net::ERR_ABORTED") this.fault(`does not get ${request.url()}: ${errorText}`);
    });
  }

  // The way from the published folder to an address, without anchor; a fault where nothing is.
  leadsTo(address) {
    const { pathname } = new URL(address);
    const folder = address.startsWith("file:") ? new URL(this.folder).pathname : "/";
    const way = decodeURIComponent(pathname.slice(folder.length));
    if (!existsSync(path.join(this.site.dir, way))) this.fault(`a link leads to ${way}, which is not there`);
    return way;
  }

  async close() {
    await this.tab?.close();
    this.tab = undefined;
  }
};

// The policy of a page speaks up on the page itself.
function listen() {
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
}

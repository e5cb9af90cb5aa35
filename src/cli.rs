//! The command line: names, flags, help. Nothing here acts.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::complete;
use crate::export;
use crate::lang::Lang;
use crate::list::Stage;
use crate::place::Sheet;

/// Check, read and ask the plain-text lists of a township's villages
#[derive(Debug, Parser)]
#[command(name = "qingdan", version = env!("QINGDAN_VERSION"), max_term_width = 100)]
pub struct Cli {
    /// What holds for every command
    #[command(flatten)]
    pub common: Common,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Read the lists in this directory [default: `QINGDAN_LISTS`, else the nearest `township.toml` upwards]
    #[arg(long, global = true, value_name = "DIR")]
    pub lists: Option<PathBuf>,
    /// Speak this language [default: the locale's]
    #[arg(long, global = true)]
    pub lang: Option<Lang>,
    /// Run as if it were this day [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to use colour
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the lists and say everything that is wrong with them
    Validate(Validate),
    /// Write the script by which a shell completes villages, items, rules and options
    Completions(Completions),
    /// Say where villages differ from the template, whether for better or worse, and who decided it
    Diff(Diff),
    /// Reckon the dates of a service: by when each step ends and an answer is due
    Due(Due),
    /// Explain a rule of `validate`: what it finds, why, and how to put it right
    Explain(Explain),
    /// Write the lists for other programs: spreadsheets, JSON Lines, two standards
    Export(Export),
    /// Bring the files into one canonical spelling, keeping comments and meaning
    Fmt(Fmt),
    /// Answer a question with the one procedure that it means
    How(How),
    /// Make the lists of a new township from the built-in template
    Init(Init),
    /// List the things of one kind
    List(List),
    /// Write the manual pages
    Man(Man),
    /// Write the public pages: lists, procedures, manual, card and posters
    Publish(Publish),
    /// Say how many must attend a meeting and how many must agree
    Quorum(Quorum),
    /// Say what somebody may do, may not do, must do and handles
    Role(Role),
    /// Write JSON Schemas of the list files, by which editors complete and explain fields
    Schema(Schema),
    /// Show one item in full, with everything it refers to
    Show(Show),
    /// Say how far each village has come: stage, edition, counts, findings, deviations
    Status(Status),
    /// Bring villages to the template's edition, with what is their own
    Sync(Sync),
    /// Add a village
    Village(VillageArgs),
    /// Say whether the check code of a sheet, or a folder of pages, is what the lists say today
    Verify(Verify),
}

/// Check the lists and say everything that is wrong with them
#[derive(Debug, Args)]
pub struct Validate {
    /// Check only these villages, by the names of their folders [default: all]
    #[arg(value_name = "VILLAGE", add = complete::villages())]
    pub villages: Vec<String>,
    /// Show only what was not found yet at this git revision, such as `HEAD` or `main`
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    pub since: Option<String>,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Mend what has one right answer and show what was done; on a terminal, ask about what can be
    /// guessed; then say what remains
    #[arg(long)]
    pub fix: bool,
    /// Draw each note, instead of counting them
    #[arg(long)]
    pub notes: bool,
    /// Write the findings in this format
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FindingFormat,
    /// Write the findings to a file in a further format too, such as `sarif=findings.sarif`
    #[arg(long, value_name = "FORMAT=PATH")]
    pub output: Vec<Output>,
}

/// A format of findings
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// With the source line and the place marked
    Full,
    /// One a line
    Line,
    /// For programs
    Json,
    /// For code hosts and editors: SARIF 2.1.0
    Sarif,
    /// For GitHub: annotations of a workflow
    Github,
    /// For GitLab: a Code Quality report
    Gitlab,
    /// For nearly every other CI, as an XML report
    Junit,
}

/// A file to which findings are written, and in which format
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The format
    pub format: FindingFormat,
    /// The file
    pub path: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text.split_once('=').unwrap_or((text, ""));
        let format = FindingFormat::from_str(format, false).map_err(|_| {
            let formats = FindingFormat::value_variants().iter();
            let names = formats.filter_map(ValueEnum::to_possible_value);
            let names: Vec<String> = names.map(|name| name.get_name().to_owned()).collect();
            format!("`{format}` is no format; there are {}", names.join(", "))
        })?;
        if path.is_empty() {
            return Err("write `FORMAT=PATH`, such as `sarif=findings.sarif`".to_owned());
        }
        Ok(Self {
            format,
            path: path.into(),
        })
    }
}

/// Write the script by which a shell completes villages, items, rules and options
///
/// For bash: `source <(qingdan completions bash)` in `~/.bashrc`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// A shell
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// `PowerShell`
    Powershell,
}

impl Shell {
    /// Returns the name of the shell.
    pub fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
        }
    }
}

/// Write the manual pages
#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for the program and one for each command into this folder [default: print the
    /// program's]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Say where villages differ from the template, whether for better or worse, and who decided it
///
/// Exits with 0 where nothing differs, 1 where something does, 2 where that could not be told.
#[derive(Debug, Args)]
pub struct Diff {
    /// Compare only these villages, by the names of their folders [default: all]
    #[arg(value_name = "VILLAGE", add = complete::villages())]
    pub villages: Vec<String>,
    /// Compare with this village instead of the template
    #[arg(long, value_name = "VILLAGE", default_value = "template", add = complete::villages())]
    pub against: String,
    /// Say what an edit means: compare all lists, the township's files too, with what they were at
    /// this revision of git
    #[arg(long, value_name = "REV", conflicts_with = "against")]
    pub since: Option<String>,
    /// Write the differences in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DiffFormat,
}

/// A format of differences
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For a pull request's comment, or for the public notice of a change
    Markdown,
}

/// Reckon the dates of a service: by when each step ends and an answer is due
#[derive(Debug, Args)]
pub struct Due {
    /// The service: its id, address, number in the list or exact title
    #[arg(add = complete::services())]
    pub service: String,
    /// Start the clock on this day, as a rule the day of acceptance [default: the day of the run]
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Use the village's own list and promises instead of the template
    #[arg(long, value_name = "VILLAGE", add = complete::villages())]
    pub village: Option<String>,
    /// Write the dates in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DueFormat,
}

/// A format of dates
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For calendars: Outlook, WPS, telephones
    Ics,
}

/// Explain a rule of `validate`
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule, as `validate` names it [default: list them all]
    #[arg(add = complete::rules())]
    pub rule: Option<String>,
}

/// Write the lists for other programs
///
/// `standard` has the services in the elements of the national standard for items of government
/// service (GB/T 39554), with a note of each element that the lists do not hold.
#[derive(Debug, Args)]
pub struct Export {
    /// The list or table [default: all of them, into the folder of `--out`]
    #[arg(value_parser = PossibleValuesParser::new(export::names()))]
    pub list: Option<String>,
    /// Write in this format [default: csv; with `--out` each of them]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Export the lists of these villages instead of the template's
    #[arg(long, value_name = "VILLAGE", add = complete::villages())]
    pub village: Vec<String>,
    /// Export the lists of all villages instead of the template's
    #[arg(long, conflicts_with = "village")]
    pub all_villages: bool,
    /// Write into this folder, as `power.csv` and so on [default: print it]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// A format for other programs
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For spreadsheets
    Csv,
    /// For programs: a JSON object a line
    Jsonl,
    /// Services as linked data: the European vocabulary of public services, as JSON-LD
    CpsvAp,
}

/// Bring the files into one canonical spelling
#[derive(Debug, Args)]
pub struct Fmt {
    /// Take only the files of these villages, by the names of their folders [default: all files]
    #[arg(value_name = "VILLAGE", add = complete::villages())]
    pub villages: Vec<String>,
    /// Write nothing; list the files that are not canonical, and fail if there are any
    #[arg(long)]
    pub check: bool,
}

/// Answer a question with the one procedure that it means
#[derive(Debug, Args)]
pub struct How {
    /// The question, in Chinese, English or pinyin; or an item's title, id or number
    pub question: Vec<String>,
    /// Answer from the village's own lists, with its contacts [default: `QINGDAN_VILLAGE`, else the
    /// template]
    #[arg(long, value_name = "VILLAGE", add = complete::villages())]
    pub village: Option<String>,
    /// Add the dates of a service whose clock starts on this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Write the answer in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AnswerFormat,
}

/// A format of answers
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For reading aloud
    Table,
    /// For programs
    Json,
    /// For pasting into a message
    Markdown,
}

/// Make the lists of a new township
#[derive(Debug, Args)]
pub struct Init {
    /// The directory, which is made or empty
    pub dir: PathBuf,
    /// The township's 9-digit statistics code [default: a blank to fill in, as for the names]
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// The township's name in Chinese
    #[arg(long, value_name = "NAME")]
    pub name_zh: Option<String>,
    /// The township's name in English
    #[arg(long, value_name = "NAME")]
    pub name_en: Option<String>,
    /// The county's name in Chinese
    #[arg(long, value_name = "NAME")]
    pub county_zh: Option<String>,
    /// The county's name in English
    #[arg(long, value_name = "NAME")]
    pub county_en: Option<String>,
}

/// List the things of one kind
#[derive(Debug, Args)]
pub struct List {
    /// The kind
    pub kind: ListKind,
}

/// A kind of thing in the lists
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// Powers
    Power,
    /// Responsibilities
    Responsibility,
    /// Services
    Service,
    /// Systems
    System,
    /// Villages
    Village,
    /// Aspects of powers
    Aspect,
    /// Actors
    Actor,
    /// Laws and documents
    Law,
    /// Papers
    Paper,
    /// Quorums
    Quorum,
    /// Remedies
    Remedy,
    /// Hotlines
    Hotline,
    /// Holidays
    Holiday,
    /// Rules of `validate`
    Rule,
}

/// Say how many must attend a meeting and how many must agree
#[derive(Debug, Args)]
pub struct Quorum {
    /// The body by id, title or a part of it, such as `villagers-representatives` or 党员大会; or a quorum's id
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub body: String,
    /// Reckon with so many who may take part: members, villagers aged 18 or over, registered voters
    #[arg(long, value_name = "N", visible_aliases = ["villagers", "voters"])]
    pub members: Option<u32>,
    /// Reckon with so many households
    #[arg(long, value_name = "N")]
    pub households: Option<u32>,
    /// Reckon with so many ballots cast [default: the least that are valid]
    #[arg(long, value_name = "N")]
    pub ballots: Option<u32>,
    /// Reckon with so many present [default: the least that may meet]
    #[arg(long, value_name = "N")]
    pub present: Option<u32>,
    /// Write the answer in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: NumberFormat,
}

/// A format of numbers
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumberFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Say what somebody may do, may not do, must do and handles
#[derive(Debug, Args)]
pub struct Role {
    /// Who: an id, a title or a part of it, such as `village-accountant`, 村监委 or `director`
    #[arg(value_parser = NonEmptyStringValueParser::new(), add = complete::actors())]
    pub actor: String,
    /// Read the village's own lists, with its phones, instead of the template
    #[arg(long, value_name = "VILLAGE", add = complete::villages())]
    pub village: Option<String>,
    /// Write everything, however long it gets
    #[arg(long)]
    pub full: bool,
    /// Write the page in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: PageFormat,
}

/// A format of a page
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a terminal
    Table,
    /// For programs
    Json,
    /// For pasting into a message
    Markdown,
}

/// Write JSON Schemas of the list files, by which editors complete and explain fields
#[derive(Debug, Args)]
pub struct Schema {
    /// The file [default: all of them]
    #[arg(value_name = "FILE")]
    pub file: Option<SchemaFile>,
    /// Write each into this folder, as `power.schema.json` and so on [default: print them]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// A file of the lists
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFile {
    /// township.toml
    Township,
    /// registry.toml
    Registry,
    /// calendar.toml
    Calendar,
    /// vocabulary.toml
    Vocabulary,
    /// village.toml
    Village,
    /// power.toml
    Power,
    /// responsibility.toml
    Responsibility,
    /// service.toml
    Service,
    /// manual.toml
    Manual,
}

impl SchemaFile {
    /// Returns the kind of file.
    pub fn sheet(self) -> Sheet {
        match self {
            SchemaFile::Township => Sheet::Township,
            SchemaFile::Registry => Sheet::Registry,
            SchemaFile::Calendar => Sheet::Calendar,
            SchemaFile::Vocabulary => Sheet::Vocabulary,
            SchemaFile::Village => Sheet::Village,
            SchemaFile::Power => Sheet::Power,
            SchemaFile::Responsibility => Sheet::Responsibility,
            SchemaFile::Service => Sheet::Service,
            SchemaFile::Manual => Sheet::Manual,
        }
    }
}

/// Show one item in full
#[derive(Debug, Args)]
pub struct Show {
    /// The address, such as `service/land-approval`, `actor/supervision-committee` or `village/nanshiqu`
    #[arg(add = complete::addresses())]
    pub address: String,
    /// Show the village's own list instead of the template
    #[arg(long, value_name = "VILLAGE", add = complete::villages())]
    pub village: Option<String>,
}

/// Say how far each village has come: stage, edition, counts, findings, deviations
#[derive(Debug, Args)]
pub struct Status {
    /// Write the page in this format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: StatusFormat,
}

/// A format of the township's status
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Bring villages to the template's edition, with what is their own
///
/// What a village has not changed follows the template; what it may have of its own stays, with its
/// comments. A village that stands apart as it may not is left untouched. Exits with 0 where every
/// village is at the template's edition, 1 where one is left untouched, 2 where that could not be
/// told.
#[derive(Debug, Args)]
pub struct Sync {
    /// Bring only these villages, by the names of their folders [default: all]
    #[arg(value_name = "VILLAGE", add = complete::villages())]
    pub villages: Vec<String>,
    /// Write nothing: only say what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Put the template in the place of what a village has changed without a decision, or may not
    /// change at all
    #[arg(long, conflicts_with = "record")]
    pub overwrite: bool,
    /// Record what a village has changed without a decision as decided; asks by whom, when and why
    #[arg(long)]
    pub record: bool,
    /// Record that this body decided
    #[arg(long, value_name = "ACTOR", requires = "record")]
    pub by: Option<String>,
    /// Record that it was decided on this day
    #[arg(long, value_name = "DATE", requires = "record")]
    pub approved: Option<Date>,
    /// Record this reason, in Chinese
    #[arg(long, value_name = "TEXT", requires = "record")]
    pub reason_zh: Option<String>,
    /// Record this reason, in English
    #[arg(long, value_name = "TEXT", requires = "record")]
    pub reason_en: Option<String>,
}

/// Add a village
#[derive(Debug, Args)]
pub struct VillageArgs {
    /// What to do
    #[command(subcommand)]
    pub action: VillageAction,
}

/// What to do with a village
#[derive(Debug, Subcommand)]
pub enum VillageAction {
    /// Add a village whose lists are the template's
    Add(VillageAdd),
}

/// Add a village whose lists are the template's
#[derive(Debug, Args)]
pub struct VillageAdd {
    /// The name of its folder: lower-case letters, digits and hyphens, such as `nanshiqu`
    pub slug: String,
    /// Its 12-digit statistics code, which begins with the township's
    #[arg(long, value_name = "CODE")]
    pub code: String,
    /// Its name in Chinese
    #[arg(long, value_name = "NAME")]
    pub name_zh: String,
    /// Its name in English
    #[arg(long, value_name = "NAME")]
    pub name_en: Option<String>,
    /// How far it has come
    #[arg(long, value_parser = Stage::KEYS, default_value = "draft")]
    pub stage: String,
}

/// Write the public pages: lists, procedures, manual, card and posters
///
/// Pages are made for every village that is in force or on trial, in each language of the township. They
/// need no server: `index.html` can be opened from the folder. Where `validate` finds an error in what would be
/// published, nothing is written; what has not changed is not written again. Exits with 0 where the
/// pages are what the lists say, 1 where the lists have errors, 2 where they could not be written.
#[derive(Debug, Args)]
pub struct Publish {
    /// Write the pages into this folder, which is made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Say whether the check code of a sheet, or a folder of published pages, is what the lists say today
///
/// Exits with 0 where it is, 1 where it is not, 2 where that could not be told.
#[derive(Debug, Args)]
pub struct Verify {
    /// The code on the sheet, such as `K7QF-3M2X-9T`, with or without hyphens; or the folder into which
    /// `publish` wrote
    #[arg(value_name = "CODE|DIR", value_parser = NonEmptyStringValueParser::new())]
    pub target: String,
}

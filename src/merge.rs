//! Taking over what changed in one text of a list into another that has changes of its own.
//!
//! Texts are merged by what they say, item by item and statement by statement, never line by line:
//! each piece comes whole from one of the texts, with its comments, so that the result reads as if
//! a person had written it. Where both changed the same statement, an array takes both changes and
//! anything else stays as the village has it.

mod pieces;

use std::collections::HashSet;
use std::ops::Range;

use crate::diff::is_same;
use crate::document::Document;
use crate::tree::{Node, Value};
use pieces::{Block, Pieces, Statement};

/// What of a village's own changes is to be given up.
#[derive(Debug, Clone, Default)]
pub struct GivenUp {
    /// Places in the village's text, as offsets of bytes, where it says something else.
    pub own: Vec<usize>,
    /// Places in the earlier text where it says something that the village's does not.
    pub base: Vec<usize>,
}

impl GivenUp {
    fn has(places: &[usize], bytes: &Range<usize>) -> bool {
        places.iter().any(|place| bytes.contains(place))
    }
}

/// Returns `theirs` with the changes that `own` has made since both were `base`.
///
/// Without changes of its own the result is `theirs` to the byte; where `theirs` is `base`, it is
/// `own` to the byte, but for what is given up. All three texts must be free of syntax errors.
pub fn merged(
    base: &Document<'_>,
    own: &Document<'_>,
    theirs: &Document<'_>,
    given_up: &GivenUp,
) -> String {
    if own.text == base.text {
        return theirs.text.to_owned();
    }
    let texts = Three {
        base: Pieces::of(base),
        own: Pieces::of(own),
        theirs: Pieces::of(theirs),
        given_up,
    };
    texts.merged()
}

/// The three texts in pieces.
struct Three<'t> {
    base: Pieces<'t>,
    own: Pieces<'t>,
    theirs: Pieces<'t>,
    given_up: &'t GivenUp,
}

impl Three<'_> {
    fn merged(&self) -> String {
        let ids = |pieces: &Pieces<'_>| -> Vec<String> {
            pieces.blocks.iter().map(|block| block.id.clone()).collect()
        };
        let mut text = String::new();
        for id in order(&ids(&self.base), &ids(&self.own), &ids(&self.theirs)) {
            let sides = [&self.base, &self.own, &self.theirs].map(|pieces| pieces.block(&id));
            self.block(sides, &mut text);
        }
        text += pick(self.base.tail, self.own.tail, self.theirs.tail);
        text
    }

    fn block(&self, [base, own, theirs]: [Option<&Block<'_>>; 3], text: &mut String) {
        match (base, own, theirs) {
            (None, None, Some(new)) => *text += &new.whole(),
            (None, Some(own), None) if !self.is_given_up(own) => *text += &own.whole(),
            // What the village left out stays out, what the template left out goes: unless the
            // other one has changed it.
            (Some(base), None, Some(theirs)) if self.was_given_up(base) => *text += &theirs.whole(),
            (Some(base), Some(own), None) if !base.says_the_same(own) => *text += &own.whole(),
            (base, Some(own), Some(theirs)) => self.statements(base, own, theirs, text),
            _ => {}
        }
    }

    fn is_given_up(&self, own: &Block<'_>) -> bool {
        GivenUp::has(&self.given_up.own, &own.head_bytes)
    }

    fn was_given_up(&self, base: &Block<'_>) -> bool {
        GivenUp::has(&self.given_up.base, &base.head_bytes)
    }

    fn statements(
        &self,
        base: Option<&Block<'_>>,
        own: &Block<'_>,
        theirs: &Block<'_>,
        text: &mut String,
    ) {
        let lead = base.map_or(own.lead, |base| pick(base.lead, own.lead, theirs.lead));
        *text += lead;
        *text += base.map_or(own.head, |base| pick(base.head, own.head, theirs.head));
        let keys = |block: &Block<'_>| -> Vec<String> {
            block.statements.iter().map(|one| one.key.clone()).collect()
        };
        let before = base.map(keys).unwrap_or_default();
        for key in order(&before, &keys(own), &keys(theirs)) {
            let sides = [
                base.and_then(|base| base.statement(&key)),
                own.statement(&key),
                theirs.statement(&key),
            ];
            self.statement(sides, text);
        }
    }

    fn statement(&self, [base, own, theirs]: [Option<&Statement<'_>>; 3], text: &mut String) {
        let own = own.filter(|own| base.is_some() || !self.gives_up(own));
        match (base, own, theirs) {
            (None, None, Some(one)) | (None, Some(one), None) => *text += &one.whole(),
            (Some(base), None, Some(theirs)) if self.gave_up(base) => *text += &theirs.whole(),
            (Some(base), Some(own), None)
                if !is_same(&base.node.value, &own.node.value) && !self.gives_up(own) =>
            {
                *text += &own.whole();
            }
            (Some(base), Some(own), Some(theirs)) => {
                *text += pick(base.lead, own.lead, theirs.lead);
                *text += &self.body(base, own, theirs);
            }
            (None, Some(own), Some(_)) => *text += &own.whole(),
            _ => {}
        }
    }

    fn gives_up(&self, own: &Statement<'_>) -> bool {
        GivenUp::has(&self.given_up.own, &own.bytes)
    }

    fn gave_up(&self, base: &Statement<'_>) -> bool {
        GivenUp::has(&self.given_up.base, &base.bytes)
    }

    fn body(&self, base: &Statement<'_>, own: &Statement<'_>, theirs: &Statement<'_>) -> String {
        let values = [base, own, theirs].map(|one| &one.node.value);
        let (unchanged, follows) = (is_same(values[0], values[1]), is_same(values[0], values[2]));
        let untouched = own.body == base.body || unchanged && !follows;
        if untouched || self.gives_up(own) || self.gave_up(base) {
            theirs.body.to_owned()
        } else if unchanged || follows {
            own.body.to_owned()
        } else {
            both(base, own, theirs).unwrap_or_else(|| own.body.to_owned())
        }
    }
}

/// Returns the text of which the village's is no change.
fn pick<'t>(base: &'t str, own: &'t str, theirs: &'t str) -> &'t str {
    if own == base { theirs } else { own }
}

/// Returns all that the village or the template has, in order: the template's, unless the village
/// has put things into an order of its own; what only the other one has stands behind what it
/// stands behind there.
fn order(base: &[String], own: &[String], theirs: &[String]) -> Vec<String> {
    let common = |these: &[String], those: &[String]| -> Vec<String> {
        these
            .iter()
            .filter(|id| those.contains(id))
            .cloned()
            .collect()
    };
    let (first, second) = if common(own, base) == common(base, own) {
        (theirs, own)
    } else {
        (own, theirs)
    };
    let mut all = first.to_vec();
    let mut there: HashSet<&String> = first.iter().collect();
    for (at, id) in second.iter().enumerate() {
        if !there.insert(id) {
            continue;
        }
        let before = second[..at]
            .iter()
            .rev()
            .find_map(|before| all.iter().position(|known| known == before));
        all.insert(before.map_or(0, |before| before + 1), id.clone());
    }
    all
}

/// Returns an array with the changes of both; none where the statement holds no array, or comments
/// inside it would be lost.
fn both(base: &Statement<'_>, own: &Statement<'_>, theirs: &Statement<'_>) -> Option<String> {
    let all = [base, own, theirs];
    if all.iter().any(|one| one.body.contains('#')) {
        return None;
    }
    let [before, mine, new] = all.map(|one| match &one.node.value {
        Value::Array(nodes) => Some(nodes),
        _ => None,
    });
    let (before, mine, new) = (before?, mine?, new?);
    let has = |nodes: &[Node<'_>], node: &Node<'_>| {
        nodes.iter().any(|other| is_same(&other.value, &node.value))
    };
    let kept = new
        .iter()
        .filter(|node| has(mine, node) || !has(before, node));
    let added = mine
        .iter()
        .filter(|node| !has(before, node) && !has(new, node));
    let texts: Vec<&str> = kept
        .map(|node| theirs.text(node))
        .chain(added.map(|node| own.text(node)))
        .collect();
    let head = own.body.split_once('[')?.0;
    let end = if own.body.ends_with('\n') { "\n" } else { "" };
    Some(if own.body.trim_end().contains('\n') {
        format!("{head}[\n  {},\n]{end}", texts.join(",\n  "))
    } else {
        format!("{head}[{}]{end}", texts.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Source;

    const BASE: &str = "\
# The list.
# It begins here.

[[service]]
id = \"aid\"
title.zh = \"救助\"
title.en = \"Aid\"
limit.promised = \"20 days\"
papers = [
  { id = \"card\", kind = \"copy\" },
  { id = \"photo\", kind = \"original\" },
]
watch.en = [\"one\", \"two\"]

[[service.step]]
id = \"accept\"
within = \"1 day\"

[[service.step]]
id = \"decide\"
within = \"9 days\"

# The second one.
[[service]]
id = \"land\"
visits = 2

[card]
works.en = [\"a road\"]
";

    /// Edits none of which stands in the way of another.
    const EDITS: [(&str, &str); 13] = [
        ("# It begins here.\n", "# It begins here.\n# With care.\n"),
        ("title.en = \"Aid\"", "title.en = \"Help\""),
        ("\"20 days\"", "\"18 days\" # agreed"),
        (
            "  { id = \"photo\", kind = \"original\" },\n",
            "  { id = \"photo\", kind = \"copy\" },\n",
        ),
        ("[\"one\", \"two\"]", "[\"one\", \"two\", \"three\"]"),
        ("within = \"1 day\"", "# at the window\nwithin = \"2 days\""),
        (
            "[[service.step]]\nid = \"decide\"",
            "[[service.step]]\nid = \"visit\"\nwithin = \"3 days\"\n\n[[service.step]]\nid = \"decide\"",
        ),
        ("\"9 days\"", "\"8 days\""),
        ("# The second one.", "# The last one."),
        ("visits = 2\n", "visits = 1\nfee = \"none\"\n"),
        (
            "[card]\n",
            "[[service]]\nid = \"water\"\nvisits = 0\n\n[card]\n",
        ),
        ("[\"a road\"]", "[\"a road\", \"a well\"]"),
        ("title.zh = \"救助\"\n", ""),
    ];

    fn edited(which: u32) -> String {
        let chosen = EDITS
            .iter()
            .enumerate()
            .filter(|(at, _)| which & (1 << at) != 0);
        chosen.fold(BASE.to_owned(), |text, (_, (from, to))| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    }

    fn of(base: &str, own: &str, theirs: &str, given_up: &GivenUp) -> String {
        let sources = [base, own, theirs].map(|text| Source::new(text.to_owned()));
        let [base, own, theirs] = sources.each_ref().map(Document::parse);
        assert!(!base.is_broken() && !own.is_broken() && !theirs.is_broken());
        merged(&base, &own, &theirs, given_up)
    }

    proptest! {
        #[test]
        fn the_edits_of_both_are_made(own in 0..1_u32 << 13, theirs in 0..1_u32 << 13) {
            let given_up = GivenUp::default();
            let result = of(BASE, &edited(own), &edited(theirs), &given_up);
            prop_assert_eq!(&result, &edited(own | theirs));
            // Once more, and nothing is left to do.
            let theirs = edited(theirs);
            prop_assert_eq!(&of(&theirs, &result, &theirs, &given_up), &result);
        }
    }

    #[test]
    fn points_of_both_are_kept() {
        let with = |points: &str| BASE.replace("\"one\", \"two\"", points);
        let (own, theirs) = (with("\"one\", \"two\", \"ours\""), with("\"new\", \"two\""));
        let result = of(BASE, &own, &theirs, &GivenUp::default());
        assert_eq!(result, with("\"new\", \"two\", \"ours\""));
    }

    #[test]
    fn where_both_say_something_else_the_village_is_kept() {
        let with = |time: &str| BASE.replace("20 days", time);
        let result = of(
            BASE,
            &with("15 days"),
            &with("18 days"),
            &GivenUp::default(),
        );
        assert_eq!(result, with("15 days"));
    }

    #[test]
    fn what_is_given_up_is_the_templates_again() {
        let own = edited(1 << 2 | 1 << 9);
        let place = own.find("\"18 days\"").into_iter().collect();
        let given_up = GivenUp {
            own: place,
            base: Vec::new(),
        };
        assert_eq!(of(BASE, &own, BASE, &given_up), edited(1 << 9));
        let without = BASE.replace("visits = 2\n", "");
        let place = BASE.find("visits").into_iter().collect();
        let given_up = GivenUp {
            own: Vec::new(),
            base: place,
        };
        assert_eq!(of(BASE, &without, BASE, &given_up), BASE);
    }

    #[test]
    fn an_order_of_the_villages_own_is_kept() {
        let (first, rest) = BASE.split_once("# The second one.\n").unwrap_or_default();
        let (second, card) = rest.split_once("[card]").unwrap_or_default();
        let (head, first) = first.split_once("[[service]]").unwrap_or_default();
        let own = format!(
            "{head}[[service]]\n{}\n[[service]]{first}[card]{card}",
            second
                .replacen("[[service]]\n", "", 1)
                .trim_end()
                .to_owned()
                + "\n"
        );
        let theirs = edited(1 << 7);
        let result = of(BASE, &own, &theirs, &GivenUp::default());
        assert_eq!(result, own.replace("9 days", "8 days"));
    }
}

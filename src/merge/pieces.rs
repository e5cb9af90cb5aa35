//! A text in pieces: blocks, each with its header, and their statements, each with the comments
//! above it. Put together again, the pieces are the text.

use std::collections::HashMap;
use std::ops::Range;

use crate::diff::is_same;
use crate::document::Document;
use crate::tree::{Node, Table, Value};

/// A text in pieces.
pub(super) struct Pieces<'t> {
    pub(super) blocks: Vec<Block<'t>>,
    /// What stands behind the last piece.
    pub(super) tail: &'t str,
}

/// A `[header]` with its statements; the first one of a text has no header.
pub(super) struct Block<'t> {
    /// Tells the block from others: `service/land-approval/step/accept`.
    pub(super) id: String,
    /// Comments and blank lines above the header.
    pub(super) lead: &'t str,
    /// The line of the header.
    pub(super) head: &'t str,
    /// The bytes of that line.
    pub(super) head_bytes: Range<usize>,
    pub(super) statements: Vec<Statement<'t>>,
}

/// A key with its value, over as many lines as it takes.
pub(super) struct Statement<'t> {
    /// The key as it is written: `limit.promised`.
    pub(super) key: String,
    /// Comments and blank lines above it.
    pub(super) lead: &'t str,
    /// The lines of the statement.
    pub(super) body: &'t str,
    /// The bytes of these lines.
    pub(super) bytes: Range<usize>,
    pub(super) node: &'t Node<'t>,
    text: &'t str,
}

impl Statement<'_> {
    pub(super) fn whole(&self) -> String {
        [self.lead, self.body].concat()
    }

    /// Returns how a value in the statement is written.
    pub(super) fn text(&self, node: &Node<'_>) -> &str {
        &self.text[node.bytes.clone()]
    }
}

impl Block<'_> {
    pub(super) fn whole(&self) -> String {
        let statements = self.statements.iter().map(Statement::whole);
        [self.lead, self.head].concat() + &statements.collect::<String>()
    }

    pub(super) fn statement(&self, key: &str) -> Option<&Statement<'_>> {
        self.statements
            .iter()
            .find(|statement| statement.key == key)
    }

    pub(super) fn says_the_same(&self, other: &Block<'_>) -> bool {
        self.statements.len() == other.statements.len()
            && self.statements.iter().all(|one| {
                let other = other.statement(&one.key);
                other.is_some_and(|other| is_same(&one.node.value, &other.node.value))
            })
    }
}

impl<'t> Pieces<'t> {
    pub(super) fn of(document: &'t Document<'t>) -> Self {
        let text = document.text;
        let mut statements = Vec::new();
        below(text, &document.table, &mut statements);
        statements.sort_by_key(|statement| statement.bytes.start);
        let mut pieces = Self {
            blocks: vec![Block::opening(0..0, text, 0)],
            tail: "",
        };
        let mut done = 0;
        for mut statement in statements {
            if statement.bytes.start < done {
                continue;
            }
            done = pieces.headers(text, done, statement.bytes.start);
            statement.lead = &text[done..statement.bytes.start];
            done = statement.bytes.end;
            if let Some(block) = pieces.blocks.last_mut() {
                block.statements.push(statement);
            }
        }
        done = pieces.headers(text, done, text.len());
        pieces.tail = &text[done..];
        pieces.name();
        pieces
    }

    pub(super) fn block(&self, id: &str) -> Option<&Block<'t>> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// Opens a block for each header between two places; returns where the last one ends.
    fn headers(&mut self, text: &'t str, from: usize, to: usize) -> usize {
        let mut done = from;
        let mut at = from;
        for line in text[from..to].split_inclusive('\n') {
            let end = at + line.len();
            if line.trim_start().starts_with('[') {
                self.blocks.push(Block::opening(at..end, text, done));
                done = end;
            }
            at = end;
        }
        done
    }

    /// Gives each block an id: its header's name with the ids of the items above it, and a number
    /// where that is not enough.
    fn name(&mut self) {
        let mut above: Vec<(String, String)> = Vec::new();
        let mut met: HashMap<String, usize> = HashMap::new();
        for block in &mut self.blocks {
            let name = block.head.trim().trim_start_matches('[');
            let name = name.split(']').next().unwrap_or_default().trim().to_owned();
            above.retain(|(header, _)| name.starts_with(&format!("{header}.")));
            let parent = above.last().map_or("", |(_, id)| id.as_str());
            let mut id = format!("{parent}/{name}/{}", block.own_id());
            let count = met.entry(id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                id = format!("{id}#{count}");
            }
            above.push((name, id.clone()));
            block.id = id;
        }
    }
}

impl<'t> Block<'t> {
    fn opening(line: Range<usize>, text: &'t str, done: usize) -> Self {
        Self {
            id: String::new(),
            lead: &text[done..line.start],
            head: &text[line.clone()],
            head_bytes: line,
            statements: Vec::new(),
        }
    }

    /// Returns what tells an item from its neighbours: the value of its id.
    fn own_id(&self) -> String {
        const KEYS: [&str; 6] = ["id", "service", "item", "number", "year", "from"];
        let value = KEYS.iter().find_map(|key| {
            let statement = self.statement(key)?;
            Some(statement.text(statement.node).to_owned())
        });
        let field = self.statement("field").map(|field| field.text(field.node));
        value.unwrap_or_default() + field.unwrap_or_default()
    }
}

/// Collects the statements of a table and of the tables below it.
fn below<'t>(text: &'t str, table: &'t Table<'t>, found: &mut Vec<Statement<'t>>) {
    for entry in table.entries() {
        let node = &entry.node;
        match &node.value {
            Value::Table(inner) if !text[node.bytes.clone()].starts_with('{') => {
                below(text, inner, found);
            }
            Value::Array(elements) if elements.iter().any(|one| is_headed(text, one)) => {
                for element in elements {
                    if let Value::Table(inner) = &element.value {
                        below(text, inner, found);
                    }
                }
            }
            _ => found.push(statement(text, &entry.key_bytes, node)),
        }
    }
}

/// Returns true for a table that a `[header]` opens.
fn is_headed(text: &str, node: &Node<'_>) -> bool {
    matches!(node.value, Value::Table(_)) && text[node.bytes.clone()].starts_with('[')
}

fn statement<'t>(text: &'t str, key: &Range<usize>, node: &'t Node<'t>) -> Statement<'t> {
    let start = text[..key.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = text[node.bytes.end..].find('\n');
    let end = end.map_or(text.len(), |length| node.bytes.end + length + 1);
    Statement {
        key: text[start..key.end].trim().to_owned(),
        lead: "",
        body: &text[start..end],
        bytes: start..end,
        node,
        text,
    }
}

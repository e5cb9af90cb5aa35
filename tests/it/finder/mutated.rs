//! Questions as people type them: with slips, in pinyin, in other characters, mixed.

use pinyin::ToPinyin;
use qingdan::load::Lists;

/// Numbers that are the same in each run.
pub struct Dice(u64);

impl Dice {
    /// Starts with a number other than 0.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).expect("44 bits") % end
    }

    /// Returns one of some values.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Returns questions that are no questions.
pub fn odd() -> Vec<String> {
    let odd = [
        "",
        " ",
        "？",
        "1",
        "01",
        "+1",
        "-1",
        "1.0",
        "１",
        "99999999999999999999999",
        " 3 ",
        "\u{feff}3",
        "\u{85}3\u{85}",
        "\u{a0}土地",
        "a",
        "ab",
        "的",
        "怎么",
        "how do I",
        "zenme",
        "zenmeban",
        "zen me ban",
        "xian",
        "xi'an",
        "lv",
        "nü",
        "İstanbul",
        "ΣΑΣ",
        "ﬁne",
        "㍿",
        "①",
        "Ⅻ",
        "é",
        "naïve land",
        "𠮷野家",
        "🏠 land 房",
        "a\u{301}",
        "١٢٣",
        "批\u{200b}地",
        "service/",
        "/land-approval",
        "service/land-approval/step",
        "elsewhere/identity-card",
        "zhuang",
        "zhuangzhuang",
        "乾隆乾坤",
        "計畫生育",
        "企畫",
        "看著辦",
        "批覆答覆回覆",
        "闔家",
        "兒寬",
        "幺麽",
        "慰藉憑藉藉口",
        "鍾書",
        "讎",
        "乾淨",
        "dying",
        "lying tying",
        "yyyy",
        "constructor",
        "__proto__",
        "toString",
        "hasOwnProperty valueOf",
        "宅 基 地",
        "宅，基，地",
        "land\tland\nland",
        "2024",
        "12345",
        "110",
        "60岁",
        "60 years old",
        "3个工作日",
    ];
    odd.map(str::to_owned).into()
}

/// Returns what the vocabulary has: words and questions.
pub fn phrases(lists: &Lists<'_>) -> Vec<String> {
    let entries = lists.vocabulary.entries.iter();
    let entries = entries.flat_map(|entry| [&entry.aliases, &entry.asked]);
    let elsewhere = lists.vocabulary.elsewhere.iter();
    let elsewhere = elsewhere.flat_map(|matter| [&matter.aliases, &matter.asked]);
    let texts = entries.chain(elsewhere);
    let phrases = texts.flat_map(|texts| texts.zh.iter().chain(&texts.en));
    phrases.map(|phrase| (*phrase).to_owned()).collect()
}

/// Returns so many questions, made from these and from phrases of the lists.
pub fn of(questions: &[String], phrases: &[String], count: usize) -> Vec<String> {
    let mut dice = Dice::new(20_261_128);
    let change = Change::new();
    let mut all = Vec::new();
    for at in 0..count {
        let from = if at % 2 == 0 { questions } else { phrases };
        let text = &from[dice.below(from.len())];
        let other = &phrases[dice.below(phrases.len())];
        all.push(change.one(text, other, &mut dice));
    }
    all
}

/// What is needed to change questions.
struct Change {
    /// Chinese characters, all of them, with how they sound.
    characters: Vec<(char, &'static str)>,
    /// Traditional characters with the simplified ones.
    traditional: Vec<(char, char)>,
}

impl Change {
    fn new() -> Self {
        let all = || '\u{3400}'..='\u{9fff}';
        let sounds = all().filter_map(|c| Some((c, c.to_pinyin()?.plain())));
        let simple = |c: char| fast2s::convert(&c.to_string()).chars().next().unwrap_or(c);
        let pairs = all().map(|c| (c, simple(c)));
        Self {
            characters: sounds.collect(),
            traditional: pairs.filter(|(from, to)| from != to).collect(),
        }
    }

    fn one(&self, text: &str, other: &str, dice: &mut Dice) -> String {
        let once = match dice.below(9) {
            0 | 1 => slip(text, dice),
            2 => pinyin(text, dice),
            3 => self.traditional(text, dice),
            4 => full_width(text),
            5 => self.same_sound(text, dice),
            6 => mixed(text, other),
            7 => self.chance(text, dice),
            _ => text.to_uppercase(),
        };
        if dice.below(3) == 0 {
            slip(&once, dice)
        } else {
            once
        }
    }

    fn traditional(&self, text: &str, dice: &mut Dice) -> String {
        let change = |c: char| {
            let same = self.traditional.iter().filter(|(_, simple)| *simple == c);
            let same: Vec<char> = same.map(|(from, _)| *from).collect();
            if same.is_empty() { c } else { dice.of(&same) }
        };
        text.chars().map(change).collect()
    }

    /// Replaces one character in four by another that sounds the same.
    fn same_sound(&self, text: &str, dice: &mut Dice) -> String {
        let mut changed = String::new();
        for c in text.chars() {
            let sound = c.to_pinyin().filter(|_| dice.below(4) == 0);
            let same = sound.map_or_else(Vec::new, |sound| {
                let all = self.characters.iter();
                let same = all.filter(|(_, other)| *other == sound.plain());
                same.map(|(c, _)| *c).collect::<Vec<_>>()
            });
            changed.push(if same.is_empty() { c } else { dice.of(&same) });
        }
        changed
    }

    /// Puts characters in that may be anything.
    fn chance(&self, text: &str, dice: &mut Dice) -> String {
        let letters: Vec<char> = "aeiouynstrldhg 0123456789，。?".chars().collect();
        let mut changed: Vec<char> = text.chars().collect();
        for _ in 0..3 {
            let any = if dice.below(2) == 0 {
                dice.of(&letters)
            } else {
                dice.of(&self.characters).0
            };
            changed.insert(dice.below(changed.len() + 1), any);
        }
        changed.into_iter().collect()
    }
}

/// Leaves a character out, doubles it, swaps it with the next, or takes another.
fn slip(text: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    if characters.len() < 2 {
        return text.to_owned();
    }
    let at = dice.below(characters.len() - 1);
    match dice.below(4) {
        0 => {
            characters.remove(at);
        }
        1 => characters.insert(at, characters[at]),
        2 => characters.swap(at, at + 1),
        _ => characters[at] = dice.of(&['a', 'e', 's', 't', '地', '里', '1', ' ']),
    }
    characters.into_iter().collect()
}

/// Writes Chinese in pinyin: all of it, or from some place on; in one word or several.
fn pinyin(text: &str, dice: &mut Dice) -> String {
    let from = if dice.below(2) == 0 {
        0
    } else {
        dice.below(text.chars().count().max(1))
    };
    let between = dice.of(&["", " "]);
    let mut changed = String::new();
    for (at, c) in text.chars().enumerate() {
        match c.to_pinyin().filter(|_| at >= from) {
            Some(sound) => {
                changed.push_str(sound.plain());
                changed.push_str(between);
            }
            None => changed.push(c),
        }
    }
    changed
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

/// Takes the first half of one and the second half of another.
fn mixed(text: &str, other: &str) -> String {
    let half = |text: &str| text.chars().count() / 2;
    let first = text.chars().take(half(text));
    first
        .chain([' '])
        .chain(other.chars().skip(half(other)))
        .collect()
}

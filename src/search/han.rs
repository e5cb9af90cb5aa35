//! Values of Chinese characters, found by the character's place without hashing.

/// The first of the common Chinese characters.
const FIRST: u32 = 0x4e00;
/// How many there are.
const COUNT: usize = 0x5200;

/// A value for each common Chinese character.
#[derive(Debug)]
pub struct ByCharacter<T>(Vec<T>);

impl<T: Clone> ByCharacter<T> {
    /// Gives all characters the same value.
    pub fn all(value: T) -> Self {
        Self(vec![value; COUNT])
    }

    /// Returns the value of a character; none of one that is not common.
    pub fn get(&self, character: char) -> Option<&T> {
        self.0.get(place(character)?)
    }

    /// Does the same, for a value that is going to be another.
    pub fn get_mut(&mut self, character: char) -> Option<&mut T> {
        self.0.get_mut(place(character)?)
    }
}

fn place(character: char) -> Option<usize> {
    usize::try_from(u32::from(character).checked_sub(FIRST)?).ok()
}

//! What villagers see: the pages made from the lists.

pub mod finder;

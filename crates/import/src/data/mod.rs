//! YAML and JSON -> levels, by small descriptions of their shapes.

mod case;
mod mapping;
mod matrix;

use crate::outline::{Block, Outline};
use crate::shape::Options;
use crate::tree::Tree;

/// Every reading that some description gives.
pub(crate) fn read_each(outline: &Outline, options: &Options) -> Vec<Tree> {
    let mut out: Vec<Tree> =
        mapping::ALL.iter().map(|mapping| mapping::read(mapping, outline, options)).collect();
    out.push(matrix::read(outline, options));
    out.push(case::read(outline));
    for tree in &mut out {
        for doc in outline.docs.iter().filter(|doc| doc.data.is_some()) {
            for leaf in doc.blocks.iter().flat_map(Block::leaves) {
                tree.lost.insert(leaf, "it stands beside the data that is the ladder".into());
            }
        }
    }
    out.retain(|tree| !tree.levels.is_empty());
    out
}

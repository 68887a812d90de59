//! Several ladders on one site: a first page that lists them, pages that compare levels and find expectations across them, and each
//! ladder in a folder of its own. There is one app, which all of them load. Answers are kept apart, as each ladder has a path of
//! its own.

use anyhow::Result;
use rungs_ladder::branding::{Branding, Home};
use rungs_ladder::join::{self, About};
use rungs_ladder::ladder::Ladder;

use crate::brand::Brand;
use crate::output::Files;
use crate::pages::{Pages, Place};
use crate::{AppFiles, Options, finished};

/// Several ladders.
pub struct Collection {
    /// What the site is called.
    pub title: String,
    /// What it is for; may be empty.
    pub summary: String,
    /// What the pages that all ladders share show.
    pub branding: Branding,
    /// The ladders, in the order in which they are shown.
    pub members: Vec<Member>,
}

/// A ladder of a collection.
pub struct Member {
    /// Its folder: lower case letters, digits and `-`.
    pub folder: String,
    /// The ladder.
    pub ladder: Ladder,
    /// What its owner adds.
    pub brand: Brand,
}

/// The files of the site of several ladders, which are kept for as long as the program lives.
///
/// # Errors
/// When there is no ladder, when `options` do not fit together, or when the ladders cannot be one.
pub fn collection(collection: Collection, app: &AppFiles, options: &Options) -> Result<Files> {
    let home = Place::home(options)?;
    let all = joined(&collection)?;
    let language = all.language.clone();
    let mut pages = Vec::new();
    let folders: Vec<_> = collection.members.iter().map(|member| member.folder.clone()).collect();
    for member in collection.members {
        let others = folders.iter().filter(|folder| **folder != member.folder);
        let others = others.map(|folder| home.below(folder).base).collect();
        let place = home.below(&member.folder);
        let mut draft = member.ladder.into_draft();
        let branding = &mut draft.branding;
        if branding.links.is_empty() {
            branding.links.clone_from(&collection.branding.links);
        }
        branding.home = Some(Home {
            title: collection.title.clone(),
            language: language.clone(),
            base: home.base.clone(),
            others,
            folder: join::is_same_language(&draft.language, &language).then_some(member.folder),
        });
        let brand = member.brand.or_look_of(&options.brand);
        pages.push(Pages::of(Ladder::new(draft)?, &brand, app, options, &place)?);
    }
    pages.insert(0, Pages::of(all, &options.brand, app, options, &home)?);
    finished(pages, app, options, &home)
}

/// All ladders as one.
fn joined(collection: &Collection) -> Result<Ladder> {
    let about = About { title: &collection.title, summary: &collection.summary };
    let members = collection.members.iter();
    let members: Vec<_> =
        members.map(|member| join::Member { folder: &member.folder, ladder: &member.ladder }).collect();
    let mut draft = join::join(&about, &members)?.into_draft();
    draft.branding.links.clone_from(&collection.branding.links);
    Ok(Ladder::new(draft)?)
}

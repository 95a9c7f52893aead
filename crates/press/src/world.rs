//! What typst may see: one template, its data, its pictures, the house's look and the fonts that
//! come with typst. No disk, no network, no clock.

use crate::{Picture, Unset};
use std::{collections::HashMap, sync::LazyLock};
use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// How every document looks.
const HOUSE: &str = include_str!("house.typ");

struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Read once: they are ten megabytes.
static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Faces { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// One document's surroundings.
pub struct World {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

fn named(path: &str) -> Result<FileId, Unset> {
    let path = VirtualPath::new(path).map_err(|e| Unset(format!("{path}: {e:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World {
    pub fn new(
        template: &str,
        data: &serde_json::Value,
        pictures: Vec<Picture>,
    ) -> Result<Self, Unset> {
        let (main, house) = (named("/main.typ")?, named("/house.typ")?);
        let sources = HashMap::from([
            (main, Source::new(main, template.to_owned())),
            (house, Source::new(house, HOUSE.to_owned())),
        ]);
        let mut files =
            HashMap::from([(named("/data.json")?, Bytes::from_string(data.to_string()))]);
        for picture in pictures {
            files.insert(named(&picture.path)?, Bytes::from_string(picture.svg));
        }
        Ok(World { main, sources, files })
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }
    // the time is data, so that the same data makes the same document
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

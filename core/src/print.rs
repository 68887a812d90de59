//! A ladder back as Markdown.

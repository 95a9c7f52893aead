//! Charts as accessible SVG. Pure.

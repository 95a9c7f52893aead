//! People: who they are, how they sign in, where they work, what they may do, and what was done.

pub mod sign_in;

//! x
#![allow(dead_code)]
mod template;
fn main() {}

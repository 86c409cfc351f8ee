//! x
#![allow(dead_code)]
mod demo;
mod template;
fn main() {}

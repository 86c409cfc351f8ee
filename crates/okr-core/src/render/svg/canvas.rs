//! What `plotters` draws on: elements of SVG with classes for styles.
//!
//! The library counts in whole pixels; a canvas is ten times as fine as the picture, so that lines lie
//! where they should.

use std::convert::Infallible;
use std::fmt::Write as _;

use maud::html;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{IntoFont as _, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use unicode_width::UnicodeWidthStr as _;

use super::role::Role;

/// Steps of the canvas in a pixel of the picture.
pub(super) const FINE: i32 = 10;
/// The size of all text, in pixels.
pub(super) const TEXT: i32 = 12;

/// A finished picture.
pub(super) struct Picture {
    /// Width and height in pixels.
    pub(super) size: (u32, u32),
    /// The elements.
    pub(super) body: String,
}

/// Collects elements.
pub(super) struct Canvas<'a> {
    size: (u32, u32),
    body: &'a mut String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Canvas<'a> {
    /// A canvas for a picture of so many pixels.
    pub(super) fn new(size: (u32, u32), body: &'a mut String) -> Self {
        Self { size, body }
    }

    #[expect(clippy::unnecessary_wraps, reason = "every method of a backend gives a result")]
    fn add(&mut self, element: std::fmt::Arguments<'_>) -> Drawn {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(element);
        Ok(())
    }
}

/// A text style: the role, and where the text lies to its place.
pub(super) fn lettering(role: Role, horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    let size = f64::from(TEXT) * f64::from(FINE);
    ("sans-serif", size).into_font().color(&role.colour()).pos(Pos::new(horizontal, vertical))
}

/// The width of a text in pixels, rather too much than too little, as fonts differ: a letter is counted as
/// somewhat over half as wide as it is high, a Chinese one as twice that.
pub(super) fn text_width(text: &str) -> i32 {
    i32::try_from(text.width()).unwrap_or(10_000).min(10_000) * TEXT * 6 / 10
}

/// A length in pixels, without needless decimals.
fn px(length: i32) -> String {
    let (whole, tenth) = (length / FINE, (length % FINE).abs());
    let sign = if length < 0 && whole == 0 && tenth > 0 { "-" } else { "" };
    if tenth == 0 { whole.to_string() } else { format!("{sign}{whole}.{tenth}") }
}

fn path(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<String> = points.into_iter().map(|(x, y)| format!("{},{}", px(x), px(y))).collect();
    points.join(" ")
}

fn class(colour: BackendColor) -> String {
    Role::class(colour.rgb)
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0 * FINE.unsigned_abs(), self.size.1 * FINE.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        // Everything we draw has an element of its own; single points are none of it.
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.add(format_args!(
            r#"<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            class(style.color()),
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1)
        ))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (left, top) = (from.0.min(to.0), from.1.min(to.1));
        self.add(format_args!(
            r#"<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>"#,
            class(style.color()),
            px(left),
            px(top),
            px(from.0.max(to.0) - left),
            px(from.1.max(to.1) - top)
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.add(format_args!(r#"<polyline class="{}" points="{}"/>"#, class(style.color()), path(points)))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.add(format_args!(
            r#"<circle class="{}" cx="{}" cy="{}" r="{}"/>"#,
            class(style.color()),
            px(at.0),
            px(at.1),
            px(i32::try_from(radius).unwrap_or(0))
        ))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.add(format_args!(r#"<polygon class="{}" points="{}"/>"#, class(style.color()), path(points)))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let size = TEXT * FINE;
        // The baseline, as attributes that shift it are drawn differently everywhere.
        let down = match style.anchor().v_pos {
            VPos::Top => size * 8 / 10,
            VPos::Center => size * 35 / 100,
            VPos::Bottom => -size * 2 / 10,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        self.add(format_args!(
            r#"<text class="{}" x="{}" y="{}" text-anchor="{anchor}">{}</text>"#,
            class(style.color()),
            px(at.0),
            px(at.1 + down),
            html! { (text) }.into_string()
        ))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok(((text_width(text) * FINE).unsigned_abs(), (TEXT * FINE).unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_a_decimal_only_where_they_need_it() {
        let shown: Vec<String> = [120, 125, -5, -15, 0].into_iter().map(px).collect();
        assert_eq!(shown, ["12", "12.5", "-0.5", "-1.5", "0"]);
    }

    #[test]
    fn text_is_escaped_and_set_on_its_baseline() {
        let mut body = String::new();
        let mut canvas = Canvas::new((100, 100), &mut body);
        let style = lettering(Role::Tick, HPos::Right, VPos::Center);
        assert!(canvas.draw_text("<a> & \"b\"", &style, (500, 500)).is_ok());
        assert_eq!(
            body,
            r#"<text class="tick" x="50" y="54.2" text-anchor="end">&lt;a&gt; &amp; &quot;b&quot;</text>"#
        );
    }

    #[test]
    fn a_wide_letter_counts_twice() {
        assert_eq!(text_width("支付"), 28);
        assert_eq!(text_width("ab"), 14);
    }
}

//! Where a sheet should stand: `okrs/<cycle>/<team>.yaml`, or a file in `okrs/<cycle>/<team>/`.

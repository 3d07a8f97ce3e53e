//! The built-in theme `desk`, embedded: the files it lays over `paper`.

/// Path below the theme's folder, and the file's bytes.
pub const FILES: &[(&str, &[u8])] = &[
    (
        "static/desk.css",
        include_bytes!("../../themes/desk/static/desk.css"),
    ),
    (
        "templates/base.html",
        include_bytes!("../../themes/desk/templates/base.html"),
    ),
    ("theme.yaml", include_bytes!("../../themes/desk/theme.yaml")),
];

"""The colours behind the roles that `theme` names, in four modes; light and dark are Material 3 schemes.

Nothing else asks for them: a screen names a role, and Flutter resolves it by the mode it is in.
"""

from dataclasses import replace

import flet as ft

SALMON, BLUSH = "#FFB4AB", "#FFDAD6"
LIGHT = ft.ColorScheme(
    primary="#00606A", on_primary="#FFFFFF", primary_container="#CDECEE", on_primary_container="#00363C",
    secondary="#3B5F87", on_secondary="#FFFFFF", secondary_container="#DCE7F6", on_secondary_container="#123250",
    tertiary="#854900", on_tertiary="#FFFFFF", tertiary_container="#FFE4C4", on_tertiary_container="#4A2800",
    error="#B3141B", on_error="#FFFFFF", error_container="#FFDEDB", on_error_container="#5F0A0D",
    surface="#F5F8F8", on_surface="#141D1E", on_surface_variant="#45565A", outline="#64767A", outline_variant="#CCD8DA",
    surface_container_lowest="#FFFFFF", surface_container_low="#F0F4F5", surface_container="#EAF0F1",
    surface_container_high="#E4EBEC", surface_container_highest="#DEE6E7", surface_dim="#D6DEDF",
    surface_bright="#FFFFFF", inverse_surface="#2A3435", on_inverse_surface="#EDF3F3", inverse_primary="#80D4DB",
    shadow="#000000", scrim="#000000", surface_tint="#00606A", secondary_fixed="#FDFDFB",
)  # fmt: skip
DARK = ft.ColorScheme(
    primary="#80D4DB", on_primary="#00363C", primary_container="#0A4B52", on_primary_container="#CDECEE",
    secondary="#AECBF0", on_secondary="#123250", secondary_container="#28476A", on_secondary_container="#DCE7F6",
    tertiary="#FFBA6B", on_tertiary="#4A2800", tertiary_container="#5E3A08", on_tertiary_container="#FFE4C4",
    error=SALMON, on_error="#690005", error_container="#7A1316", on_error_container="#FFDEDB",
    surface="#0F1617", on_surface="#E3EAEA", on_surface_variant="#B4C4C7", outline="#899A9E", outline_variant="#374649",
    surface_container_lowest="#1A2324", surface_container_low="#172021", surface_container="#222C2E",
    surface_container_high="#2A3537", surface_container_highest="#334042", surface_dim="#0F1617",
    surface_bright="#364143", inverse_surface="#E3EAEA", on_inverse_surface="#263031", inverse_primary="#00606A",
    shadow="#000000", scrim="#000000", surface_tint="#80D4DB", secondary_fixed="#D9DEDC",
)  # fmt: skip
HIGH_LIGHT = replace(
    LIGHT, primary="#00464E", secondary="#234468", tertiary="#5E3200", error="#8C0009", on_surface="#000000",
    on_surface_variant="#222E30", outline="#3A4A4D", outline_variant="#6B7B7E", surface="#FFFFFF",
)  # fmt: skip
HIGH_DARK = replace(
    DARK, primary="#B5F3F8", secondary="#D5E5FC", tertiary="#FFDDB3", error=BLUSH, on_surface="#FFFFFF",
    on_surface_variant="#DDE8EA", outline="#BECDD0", outline_variant="#7E9094", surface="#000000",
    surface_container_lowest="#0B1213",
)  # fmt: skip
CONTRASTS = (
    ("on_surface", "surface"), ("on_surface", "surface_container_lowest"), ("on_surface", "surface_container"),
    ("on_surface_variant", "surface"), ("on_surface_variant", "surface_container_lowest"),
    ("on_surface_variant", "surface_container"), ("on_surface_variant", "surface_container_highest"),
    ("primary", "surface"), ("primary", "surface_container_lowest"), ("primary", "surface_container"),
    ("on_primary", "primary"), ("on_primary_container", "primary_container"),
    ("secondary", "surface_container_lowest"), ("on_secondary_container", "secondary_container"),
    ("tertiary", "surface_container_lowest"), ("on_tertiary", "tertiary"),
    ("on_tertiary_container", "tertiary_container"), ("error", "surface_container_lowest"), ("error", "surface"),
    ("on_error", "error"), ("on_error_container", "error_container"), ("on_inverse_surface", "inverse_surface"),
)  # fmt: skip
"""Each pair of text on ground that a screen may use: 4.5:1 at least."""

"""In place of the maker of variable fonts: only its smaller modules are used."""

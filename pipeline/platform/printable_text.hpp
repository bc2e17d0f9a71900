#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pixferry {

/// One character at the front of a text: a code point, or an invalid byte as U+FFFD.
struct Character {
  char32_t code;
  std::size_t bytes;  ///< how many of the text it takes
};

/// The first character of a text that is not empty. Overlong forms, surrogates and values above
/// U+10FFFF are invalid (RFC 3629, section 3).
Character first_character(std::string_view text);

/// Whether a terminal or a viewer acts on it, or hides it, rather than shows it: C0, DEL, C1, line
/// and paragraph separators, zero-width characters, bidi marks, embeddings, overrides and isolates.
bool is_unprintable(char32_t code);

/// The text as the inside of a JSON string, in printable characters alone: quotes, backslashes and
/// unprintable characters are escaped, invalid UTF-8 is U+FFFD. Valid in JSON, safe on a terminal.
std::string escaped(std::string_view text);

/// The text for a terminal: each unprintable character and invalid byte is one U+FFFD.
std::string printable(std::string_view text);

/// At most `bytes_max` bytes of it, cut at the edge of a character, with "…" where it was cut.
std::string cut_at_end(std::string_view text, std::size_t bytes_max);

/// The text as a name to show: its printable characters alone, without blanks at its ends, and at
/// most `bytes_max` bytes of them; invalid bytes are U+FFFD.
std::string printable_name(std::string_view text, std::size_t bytes_max);

/// Appends the code point in UTF-8.
void append_utf8(std::string& text, char32_t code);

}  // namespace pixferry

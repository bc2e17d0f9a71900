#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pixferry {

/// "12 431": a space between thousands.
std::string human_count(std::int64_t count);

/// Decimal units, three digits: "999 B", "34.5 GB", "120 MB".
std::string human_bytes(std::int64_t bytes);

/// "34.5/55.7 GB": both in the unit of the larger.
std::string human_bytes_of(std::int64_t done, std::int64_t total);

/// "64ms", "0.4s", "8s", "8m57s", "2h05m", "3d04h".
std::string human_duration(std::chrono::milliseconds duration);

/// "8/s", "0.4/s", "1 240/s".
std::string human_rate(double per_second);

/// Columns that a terminal takes for it: wide characters count two, combining ones none.
int display_width(std::string_view text);

/// The text in at most `columns`, with "…" in the middle where it does not fit: the beginning and
/// the extension of a name both stay. What a terminal would act on is replaced.
std::string cut_in_middle(std::string_view text, int columns);

/// The text in at most `columns`, cut at its end. May hold no control sequences.
std::string fit_to(std::string_view text, int columns);

/// Blanks in front, or behind, up to the width.
std::string pad_left(std::string_view text, int columns);
std::string pad_right(std::string text, int columns);

}  // namespace pixferry

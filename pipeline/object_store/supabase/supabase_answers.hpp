#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/image.hpp"
#include "pipeline/model/limits.hpp"

namespace pixferry {

/// Reads what Supabase Storage answers to requests about objects where it says yes. Nothing where
/// the answer is not one that Storage gives: whoever answered, nothing is known.

/// Of an upload: the object it made, as "images/o/3f/NAME".
std::optional<std::string> read_stored_name(std::string_view body, const Limits& limits);
/// Of a question for an object: its size.
std::optional<std::int64_t> read_object_size(std::string_view body, const Limits& limits);
/// Of a signature: the token that lets whoever has it read the object.
std::optional<std::string> read_token(std::string_view body, const Limits& limits);
/// Of a removal: how many objects were there to be removed.
std::optional<std::size_t> read_removed_count(std::string_view body, const Limits& limits);

}  // namespace pixferry

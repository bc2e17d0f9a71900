#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// The type that the ending of a name stands for, "image/jpeg" for "a.JPG", for sources that
/// declare none; empty where the ending says nothing.
std::string type_of_name(std::string_view name);

/// How a file ends without a download because its declared type is clearly no image: a Google
/// document has no bytes, an SVG is active content, a video is a video. A missing, generic or
/// unknown type proves nothing. `declared_by` begins the sentence that says who declares it:
/// "Google Drive calls it".
std::optional<ListedFile::Ended> end_by_declared_type(std::string_view mime_type,
                                                      std::string_view declared_by);

}  // namespace pixferry

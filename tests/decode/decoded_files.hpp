#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <vector>

namespace pixferry {

/// What became of a file in a process of its own.
struct DecodedFile {
  boost::json::object answer;  ///< "outcome": "image", "no image", "died" or an error's name
  int megabytes = 0;
};

/// Each file in a process of its own, which dies after ten seconds.
std::vector<DecodedFile> decode_apart(const std::vector<std::filesystem::path>& files);

}  // namespace pixferry

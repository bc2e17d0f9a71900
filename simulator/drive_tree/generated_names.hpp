#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pixferry::simulator {

/// The name of a photo the way a camera, a phone or a person gives it; plain ones are numbers.
std::string photo_name(std::uint64_t seed, std::uint64_t number, std::string_view extension);
std::string plain_photo_name(std::uint64_t number, std::string_view extension);

/// Names of folders repeat: a Drive folder may hold two of one name.
std::string folder_name(std::uint64_t seed, std::uint64_t number);

}  // namespace pixferry::simulator

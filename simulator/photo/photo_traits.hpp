#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry::simulator {

enum class PhotoFormat { jpeg, png, webp };

std::string_view mime_type(PhotoFormat format);
std::string_view extension(PhotoFormat format);  ///< without the dot

struct PhotoPlace {
  double latitude_degrees = 0;
  double longitude_degrees = 0;
};

/// What a photo says of itself. PNG files carry pixels alone, so for them everything from
/// `camera_make` on is empty and the orientation is 1.
struct PhotoTraits {
  PhotoFormat format = PhotoFormat::jpeg;
  int width = 0;  ///< as stored, before the orientation is applied
  int height = 0;
  int orientation = 1;  ///< EXIF, 1 to 8
  std::string camera_make;
  std::string camera_model;
  std::string taken;  ///< as EXIF has it: "2024:05:01 10:00:00"
  std::optional<PhotoPlace> place;
};

/// The traits of the base with that number: they repeat no sooner than a reader tires of them.
PhotoTraits traits_by_seed(std::uint64_t seed, std::uint64_t number, PhotoFormat format);

}  // namespace pixferry::simulator

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// How an image file for a test is made: four quarters in plain colours, which show what way up
/// they are and whether they came through. Red stands upper left, green upper right, blue lower
/// left, and lower right grey.
struct SamplePicture {
  ImageType type = ImageType::jpeg;
  int width = 300;  ///< as displayed
  int height = 200;
  int orientation = 1;          ///< EXIF's; the stored pixels are turned and mirrored to match
  bool has_alpha = false;       ///< the grey quarter is transparent
  bool has_16_bits = false;     ///< PNG only
  bool is_cmyk = false;         ///< JPEG only
  bool is_grey = false;         ///< by its light alone
  bool is_progressive = false;  ///< JPEG, PNG and GIF
  bool has_grain = false;       ///< makes the file large
  int frames = 1;               ///< GIF and WebP; those behind the first are black
  std::string profile;          ///< an ICC profile's file, or "p3" for libvips' own of Display P3
};

std::vector<std::byte> encode_sample(const SamplePicture& sample);

/// A colour in a decoded image, at fractions of its width and height.
struct SampleColour {
  int red = 0;
  int green = 0;
  int blue = 0;
  int opacity = 255;
};
SampleColour colour_at(const std::vector<std::byte>& image, double across, double down);

/// Width and height of an encoded image.
struct SampleSize {
  int width = 0;
  int height = 0;
  bool operator==(const SampleSize&) const = default;
};
SampleSize size_of(const std::vector<std::byte>& image);

}  // namespace pixferry

#include "pipeline/content/decode/thumbhash.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace pixferry {
namespace {

/// Half goes up, as in the language that the format was first written in.
std::uint32_t rounded(double value) {
  return static_cast<std::uint32_t>(std::floor(value + 0.5));
}

/// Light, two colour differences and opacity, each a plane of the picture's size.
struct Planes {
  std::vector<double> light;
  std::vector<double> yellow_blue;
  std::vector<double> red_green;
  std::vector<double> opacity;
  bool has_transparency = false;
};

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  double opacity = 0;
};

std::size_t count_of(const Pixels& pixels) {
  return static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height);
}

double channel(const Pixels& pixels, std::size_t pixel, int index) {
  if (index >= pixels.channels) return 255;
  const auto at =
      pixel * static_cast<std::size_t>(pixels.channels) + static_cast<std::size_t>(index);
  return std::to_integer<int>(pixels.bytes[at]);
}

/// The mean colour of what is not transparent; its opacity is the sum over all pixels.
Colour mean_colour(const Pixels& pixels) {
  Colour mean;
  for (std::size_t i = 0; i < count_of(pixels); ++i) {
    const double opacity = channel(pixels, i, 3) / 255;
    mean.red += opacity / 255 * channel(pixels, i, 0);
    mean.green += opacity / 255 * channel(pixels, i, 1);
    mean.blue += opacity / 255 * channel(pixels, i, 2);
    mean.opacity += opacity;
  }
  if (mean.opacity > 0) {
    mean.red /= mean.opacity;
    mean.green /= mean.opacity;
    mean.blue /= mean.opacity;
  }
  return mean;
}

/// What is transparent shows the mean colour, so that its edge is not what is encoded.
Planes planes_of(const Pixels& pixels) {
  const auto mean = mean_colour(pixels);
  const auto count = count_of(pixels);
  Planes planes;
  planes.has_transparency = mean.opacity < static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double opacity = channel(pixels, i, 3) / 255;
    const double red = mean.red * (1 - opacity) + opacity / 255 * channel(pixels, i, 0);
    const double green = mean.green * (1 - opacity) + opacity / 255 * channel(pixels, i, 1);
    const double blue = mean.blue * (1 - opacity) + opacity / 255 * channel(pixels, i, 2);
    planes.light.push_back((red + green + blue) / 3);
    planes.yellow_blue.push_back((red + green) / 2 - blue);
    planes.red_green.push_back(red - green);
    planes.opacity.push_back(opacity);
  }
  return planes;
}

/// The lowest frequencies of a plane: its mean, and waves as fractions of the strongest of them.
struct Spectrum {
  double mean = 0;
  double strongest = 0;
  std::vector<double> waves;  ///< 0 to 1; 0.5 is none
};

/// The cosine waves with that many half periods along a side, at the middle of each pixel.
std::vector<double> cosines(int side, int half_periods) {
  std::vector<double> values;
  for (int i = 0; i < side; ++i) {
    values.push_back(std::cos(std::numbers::pi / side * half_periods * (i + 0.5)));
  }
  return values;
}

double weight_of(const std::vector<double>& plane, const std::vector<double>& across,
                 const std::vector<double>& down) {
  double weight = 0;
  for (std::size_t y = 0; y < down.size(); ++y) {
    for (std::size_t x = 0; x < across.size(); ++x) {
      weight += plane[x + y * across.size()] * across[x] * down[y];
    }
  }
  return weight / static_cast<double>(across.size() * down.size());
}

/// Frequencies up to `across` and `down`, of which the triangle below the diagonal is kept.
Spectrum spectrum_of(const std::vector<double>& plane, const Pixels& pixels, int across, int down) {
  Spectrum spectrum;
  for (int v = 0; v < down; ++v) {
    for (int u = 0; u * down < across * (down - v); ++u) {
      const double weight = weight_of(plane, cosines(pixels.width, u), cosines(pixels.height, v));
      if (u == 0 && v == 0) {
        spectrum.mean = weight;
        continue;
      }
      spectrum.waves.push_back(weight);
      spectrum.strongest = std::max(spectrum.strongest, std::abs(weight));
    }
  }
  if (spectrum.strongest > 0) {
    for (auto& wave : spectrum.waves) wave = 0.5 + 0.5 / spectrum.strongest * wave;
  }
  return spectrum;
}

void append_integer(std::string& hash, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) hash.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

/// Waves at four bits each, two to a byte, the first one low.
void append_waves(std::string& hash, std::initializer_list<const Spectrum*> spectra) {
  bool is_low = true;
  for (const auto* spectrum : spectra) {
    for (const double wave : spectrum->waves) {
      const auto bits = rounded(15 * wave);
      if (is_low) {
        hash.push_back(static_cast<char>(bits));
      } else {
        hash.back() = static_cast<char>(static_cast<unsigned char>(hash.back()) | bits << 4);
      }
      is_low = !is_low;
    }
  }
}

/// How many frequencies of light a side gets: the longer one all that there are room for.
int light_frequencies(const Pixels& pixels, int side, bool has_transparency) {
  const double limit = has_transparency ? 5 : 7;
  const int longer = std::max(pixels.width, pixels.height);
  return std::max(1, static_cast<int>(rounded(limit * side / longer)));
}

}  // namespace

std::string thumbhash_of(const Pixels& pixels) {
  const auto planes = planes_of(pixels);
  const auto across = light_frequencies(pixels, pixels.width, planes.has_transparency);
  const auto down = light_frequencies(pixels, pixels.height, planes.has_transparency);
  constexpr int kLeast = 3;
  const auto light =
      spectrum_of(planes.light, pixels, std::max(kLeast, across), std::max(kLeast, down));
  const auto yellow_blue = spectrum_of(planes.yellow_blue, pixels, kLeast, kLeast);
  const auto red_green = spectrum_of(planes.red_green, pixels, kLeast, kLeast);
  const bool is_landscape = pixels.width > pixels.height;

  std::string hash;
  append_integer(hash,
                 rounded(63 * light.mean) | rounded(31.5 + 31.5 * yellow_blue.mean) << 6 |
                     rounded(31.5 + 31.5 * red_green.mean) << 12 |
                     rounded(31 * light.strongest) << 18 |
                     (planes.has_transparency ? 1U : 0U) << 23,
                 3);
  append_integer(hash,
                 static_cast<std::uint32_t>(is_landscape ? down : across) |
                     rounded(63 * yellow_blue.strongest) << 3 |
                     rounded(63 * red_green.strongest) << 9 | (is_landscape ? 1U : 0U) << 15,
                 2);
  if (!planes.has_transparency) {
    append_waves(hash, {&light, &yellow_blue, &red_green});
    return hash;
  }
  const auto opacity = spectrum_of(planes.opacity, pixels, 5, 5);
  append_integer(hash, rounded(15 * opacity.mean) | rounded(15 * opacity.strongest) << 4, 1);
  append_waves(hash, {&light, &yellow_blue, &red_green, &opacity});
  return hash;
}

}  // namespace pixferry

#include "simulator/photo/landscape.hpp"

#include <algorithm>
#include <array>

#include "simulator/photo/noise.hpp"

namespace pixferry::simulator {
namespace {

struct Colour {
  float red, green, blue;
};

Colour operator*(Colour c, float by) {
  return {c.red * by, c.green * by, c.blue * by};
}
Colour operator+(Colour a, Colour b) {
  return {a.red + b.red, a.green + b.green, a.blue + b.blue};
}
Colour mix(Colour a, Colour b, float share_of_b) {
  const float share = std::clamp(share_of_b, 0.f, 1.f);
  return a * (1 - share) + b * share;
}

/// The colours of one time of day.
struct Light {
  Colour zenith, horizon, sun, cloud, far_hill, near_hill;
};

constexpr std::array kLights = {
    Light{{.16f, .36f, .70f},
          {.74f, .86f, .95f},
          {1, .97f, .85f},
          {.98f, .98f, 1},  // midday
          {.52f, .64f, .74f},
          {.13f, .27f, .10f}},
    Light{{.22f, .25f, .48f},
          {.99f, .62f, .36f},
          {1, .86f, .55f},
          {.93f, .55f, .48f},  // sunset
          {.55f, .38f, .45f},
          {.10f, .08f, .10f}},
    Light{{.45f, .55f, .74f},
          {.99f, .86f, .78f},
          {1, .95f, .82f},
          {1, .90f, .88f},  // morning
          {.66f, .66f, .74f},
          {.20f, .28f, .20f}},
    Light{{.50f, .55f, .60f},
          {.80f, .82f, .83f},
          {.95f, .95f, .92f},
          {.62f, .64f, .68f},  // rain
          {.58f, .63f, .66f},
          {.17f, .24f, .20f}},
    Light{{.03f, .05f, .15f},
          {.22f, .22f, .42f},
          {.92f, .93f, .99f},
          {.16f, .17f, .30f},  // night
          {.13f, .14f, .26f},
          {.02f, .03f, .05f}},
    Light{{.20f, .44f, .74f},
          {.95f, .88f, .70f},
          {1, .93f, .70f},
          {1, .96f, .88f},  // autumn
          {.68f, .55f, .42f},
          {.42f, .22f, .06f}},
};

constexpr int kRidges = 4;

class Scene {
 public:
  explicit Scene(const LandscapePlan& plan)
      : light_(kLights[draw(plan.seed, 1) % kLights.size()]),
        noise_seed_(static_cast<std::uint32_t>(draw(plan.seed, 2))),
        sun_x_(0.15f + 0.7f * fraction(plan.seed, 3)),
        sun_y_(0.12f + 0.35f * fraction(plan.seed, 4)),
        cloudiness_(0.35f + 0.3f * fraction(plan.seed, 5)),
        shore_(fraction(plan.seed, 6) < 0.4f ? 0.74f : 2.f),
        aspect_(static_cast<float>(plan.width) / static_cast<float>(plan.height)) {
    for (int i = 0; i < kRidges; ++i) ridges_[static_cast<std::size_t>(i)] = ridge_line(i, plan);
  }

  /// x counts pixels; v runs from 0 at the top to 1 at the bottom.
  Colour at(std::size_t x, float u, float v) const {
    if (v < shore_) return land_or_sky(x, u, v);
    const float depth = v - shore_;
    const float ripple = smooth_noise(u * 30 * aspect_, v * 260, noise_seed_) - 0.5f;
    const float mirrored = shore_ - depth * 1.4f + ripple * (0.02f + depth * 0.12f);
    const auto reflection = land_or_sky(x, u, std::max(mirrored, 0.f));
    return mix(reflection * 0.82f, light_.zenith * 0.7f, 0.15f + depth);
  }

 private:
  static float fraction(std::uint64_t seed, std::uint64_t purpose) {
    return static_cast<float>(draw(seed, purpose) >> 40) / static_cast<float>(1u << 24);
  }

  /// How high the hills of one row stand at each column, as v.
  std::vector<float> ridge_line(int row, const LandscapePlan& plan) const {
    const float nearness = static_cast<float>(row) / kRidges;
    const float base = 0.50f + 0.36f * nearness;
    const float roughness = (1.6f + 1.2f * static_cast<float>(row)) * aspect_;
    std::vector<float> line(static_cast<std::size_t>(plan.width));
    for (std::size_t x = 0; x < line.size(); ++x) {
      const float u = static_cast<float>(x) / static_cast<float>(plan.width);
      const auto seed = noise_seed_ + static_cast<std::uint32_t>(row) * 7919u;
      line[x] = base - (0.26f - 0.14f * nearness) *
                           (cloudy_noise(u * roughness + 3.7f * nearness, 0.5f, seed, 6) - 0.4f);
    }
    return line;
  }

  Colour land_or_sky(std::size_t x, float u, float v) const {
    for (int row = kRidges - 1; row >= 0; --row) {
      const float ridge = ridges_[static_cast<std::size_t>(row)][x];
      if (v > ridge) return hill(row, u, v, v - ridge);
    }
    return sky(u, v);
  }

  Colour hill(int row, float u, float v, float below_ridge) const {
    const float nearness = static_cast<float>(row) / (kRidges - 1);
    const float scale = 40 + 60 * nearness;
    const float texture = cloudy_noise(u * scale * aspect_, v * scale * 2, noise_seed_ + 5, 2);
    auto colour = mix(light_.far_hill, light_.near_hill, 0.15f + 0.85f * nearness);
    colour = colour * (1 + nearness * 0.9f * (texture - 0.5f));
    const float mist = 0.45f * (1 - nearness) * std::min(1.f, below_ridge * 6);
    return mix(colour, light_.horizon, mist);
  }

  Colour sky(float u, float v) const {
    auto colour = mix(light_.zenith, light_.horizon, v * 1.7f);
    const float dx = (u - sun_x_) * aspect_;
    const float dy = v - sun_y_;
    const float distance = dx * dx + dy * dy;
    colour = mix(colour, light_.sun, 0.55f / (1 + distance * 60));
    colour = mix(colour, light_.sun, (0.0020f - distance) * 1200);
    const float cloud = cloudy_noise(u * 4 * aspect_, v * 9, noise_seed_ + 77, 4);
    const float cover = (cloud - (1 - cloudiness_)) * 4;
    const float shade = 0.82f + 0.3f * cloud;
    return cover <= 0 ? colour : mix(colour, light_.cloud * shade, std::min(cover, 0.9f));
  }

  Light light_;
  std::uint32_t noise_seed_;
  float sun_x_, sun_y_, cloudiness_, shore_, aspect_;
  std::array<std::vector<float>, kRidges> ridges_;
};

std::uint8_t exposed(float light) {
  return static_cast<std::uint8_t>(std::clamp(light, 0.f, 1.f) * 255.f + 0.5f);
}

}  // namespace

std::vector<std::uint8_t> draw_landscape(const LandscapePlan& plan) {
  const Scene scene{plan};
  const auto width = static_cast<std::size_t>(plan.width);
  const auto height = static_cast<std::size_t>(plan.height);
  std::vector<std::uint8_t> pixels;
  pixels.reserve(width * height * 3);
  for (std::size_t y = 0; y < height; ++y) {
    const float v = (static_cast<float>(y) + 0.5f) / static_cast<float>(height);
    for (std::size_t x = 0; x < width; ++x) {
      const float u = (static_cast<float>(x) + 0.5f) / static_cast<float>(width);
      const float vignette = 1.06f - 0.55f * ((u - 0.5f) * (u - 0.5f) + (v - 0.5f) * (v - 0.5f));
      const float noise =
          speckle(static_cast<std::uint32_t>(x * 3 + plan.seed), static_cast<std::uint32_t>(y)) -
          0.5f;
      const auto colour = scene.at(x, u, v) * vignette;
      pixels.push_back(exposed(colour.red + noise * plan.grain));
      pixels.push_back(exposed(colour.green + noise * plan.grain));
      pixels.push_back(exposed(colour.blue + noise * plan.grain));
    }
  }
  return pixels;
}

}  // namespace pixferry::simulator

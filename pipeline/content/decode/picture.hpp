#pragma once

#include <memory>
#include <string>

struct _VipsImage;

namespace pixferry {

struct PictureRelease {
  void operator()(_VipsImage* picture) const;
};

/// An image of libvips: how to come by pixels, which are computed where they are asked for.
using Picture = std::unique_ptr<_VipsImage, PictureRelease>;

/// What libvips last complained of, in one printable line; it forgets it.
std::string take_complaint();

}  // namespace pixferry

#include "pipeline/model/image.hpp"

#include <array>

namespace pixferry {
namespace {

struct Kind {
  ImageType type;
  std::string_view mime_type;
  std::string_view extension;
};

constexpr std::array kKinds{
    Kind{ImageType::jpeg, "image/jpeg", "jpg"},
    Kind{ImageType::png, "image/png", "png"},
    Kind{ImageType::webp, "image/webp", "webp"},
    Kind{ImageType::gif, "image/gif", "gif"},
    Kind{ImageType::avif, "image/avif", "avif"},
    Kind{ImageType::heic, "image/heic", "heic"},
    Kind{ImageType::tiff, "image/tiff", "tiff"},
    Kind{ImageType::bmp, "image/bmp", "bmp"},
    Kind{ImageType::dng, "image/x-adobe-dng", "dng"},
    Kind{ImageType::cr2, "image/x-canon-cr2", "cr2"},
    Kind{ImageType::cr3, "image/x-canon-cr3", "cr3"},
    Kind{ImageType::nef, "image/x-nikon-nef", "nef"},
    Kind{ImageType::arw, "image/x-sony-arw", "arw"},
    Kind{ImageType::raf, "image/x-fuji-raf", "raf"},
    Kind{ImageType::orf, "image/x-olympus-orf", "orf"},
    Kind{ImageType::rw2, "image/x-panasonic-rw2", "rw2"},
};

const Kind& kind_of(ImageType type) {
  for (const auto& kind : kKinds) {
    if (kind.type == type) return kind;
  }
  return kKinds.front();
}

}  // namespace

std::string_view mime_type(ImageType type) {
  return kind_of(type).mime_type;
}
std::string_view extension(ImageType type) {
  return kind_of(type).extension;
}

std::optional<ImageType> image_type_with_extension(std::string_view extension) {
  for (const auto& kind : kKinds) {
    if (kind.extension == extension) return kind.type;
  }
  return std::nullopt;
}

std::optional<ImageType> image_type_with_mime(std::string_view mime_type) {
  for (const auto& kind : kKinds) {
    if (kind.mime_type == mime_type) return kind.type;
  }
  return std::nullopt;
}

}  // namespace pixferry

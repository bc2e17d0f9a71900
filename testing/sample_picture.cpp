#include "testing/sample_picture.hpp"

#include <array>
#include <vips/vips8>

#include "testing/exif_block.hpp"

namespace pixferry {
namespace {

using vips::VImage;

VImage plain(int width, int height, const std::vector<double>& colour) {
  return VImage::black(width, height).new_from_image(colour);
}

VImage upright(const SamplePicture& sample) {
  const int half_width = sample.width / 2;
  const int half_height = sample.height / 2;
  const auto quarter = [&](double red, double green, double blue, double opacity = 255) {
    std::vector<double> colour{red, green, blue};
    if (sample.has_alpha) colour.push_back(opacity);
    return plain(half_width, half_height, colour);
  };
  const auto quarters = VImage::arrayjoin(
      {quarter(220, 30, 30), quarter(30, 160, 30), quarter(30, 30, 200), quarter(128, 128, 128, 0)},
      VImage::option()->set("across", 2));
  return quarters
      .embed(0, 0, sample.width, sample.height, VImage::option()->set("extend", VIPS_EXTEND_COPY))
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

/// The pixels that a camera stores which is held so: what EXIF's orientation undoes.
VImage turned(const VImage& picture, int orientation) {
  switch (orientation) {
    case 2: return picture.fliphor();
    case 3: return picture.rot180();
    case 4: return picture.flipver();
    case 5: return picture.rot90().fliphor();
    case 6: return picture.rot270();
    case 7: return picture.rot270().fliphor();
    case 8: return picture.rot90();
    default: return picture;
  }
}

VImage in_colours_of(const VImage& picture, const SamplePicture& sample) {
  auto coloured = picture;
  if (sample.is_grey) coloured = coloured.colourspace(VIPS_INTERPRETATION_B_W);
  if (sample.has_16_bits) coloured = coloured.colourspace(VIPS_INTERPRETATION_RGB16);
  if (sample.is_cmyk) coloured = coloured.icc_transform("cmyk");
  if (!sample.profile.empty()) coloured = coloured.icc_transform(sample.profile.c_str());
  return coloured;
}

/// The frames one below the other, as libvips wants them.
VImage with_frames(const VImage& first, int frames) {
  std::vector<VImage> all{first};
  for (int i = 1; i < frames; ++i) {
    all.push_back(plain(first.width(), first.height(),
                        std::vector<double>(static_cast<std::size_t>(first.bands()), 0.0))
                      .cast(first.format()));
  }
  auto joined = VImage::arrayjoin(all, VImage::option()->set("across", 1)).copy_memory();
  if (frames > 1) joined.set("page-height", first.height());
  return joined;
}

/// In EXIF, which libvips keeps for every kind of file, and in its own words.
void set_orientation(VImage& picture, int orientation) {
  const auto block =
      ExifBlock{}
          .number(ExifBlock::Directory::first, 0x0112, static_cast<std::uint32_t>(orientation))
          .bytes();
  std::string exif{"Exif\0\0", 6};
  exif.append(reinterpret_cast<const char*>(block.data()), block.size());
  vips_image_set_blob_copy(picture.get_image(), VIPS_META_EXIF_NAME, exif.data(), exif.size());
  picture.set("orientation", orientation);
}

/// The frame as it is seen, with a grain that does not compress where it is asked for.
VImage with_grain(const VImage& picture, bool has_grain) {
  if (!has_grain) return picture;
  const auto grain =
      VImage::gaussnoise(picture.width(), picture.height(),
                         VImage::option()->set("sigma", 4.0)->set("mean", 0.0)->set("seed", 1));
  return (picture + grain)
      .cast(picture.format())
      .copy(VImage::option()->set("interpretation", picture.interpretation()));
}

VipsBlob* encoded(const VImage& picture, const SamplePicture& sample) {
  auto* option = VImage::option();
  switch (sample.type) {
    case ImageType::jpeg:
      return picture.jpegsave_buffer(option->set("Q", 90)->set("interlace", sample.is_progressive));
    case ImageType::png:
      return picture.pngsave_buffer(option->set("interlace", sample.is_progressive));
    case ImageType::webp: return picture.webpsave_buffer(option->set("Q", 90));
    case ImageType::gif: return picture.gifsave_buffer(option->set("dither", 0.0));
    case ImageType::heic:
      return picture.heifsave_buffer(
          option->set("compression", VIPS_FOREIGN_HEIF_COMPRESSION_HEVC));
    case ImageType::avif:
      return picture.heifsave_buffer(
          option->set("compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1)->set("effort", 0));
    case ImageType::tiff: return picture.tiffsave_buffer(option);
    default: delete option; throw std::invalid_argument("no encoder for that type");
  }
}

}  // namespace

std::vector<std::byte> encode_sample(const SamplePicture& sample) {
  auto picture = in_colours_of(
      turned(with_grain(upright(sample), sample.has_grain), sample.orientation), sample);
  picture = with_frames(picture, sample.frames);
  if (sample.orientation != 1) set_orientation(picture, sample.orientation);
  auto* blob = encoded(picture, sample);
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::byte*>(vips_blob_get(blob, &size));
  std::vector<std::byte> copy(bytes, bytes + size);
  vips_area_unref(VIPS_AREA(blob));
  return copy;
}

SampleColour colour_at(const std::vector<std::byte>& image, double across, double down) {
  const auto picture = VImage::new_from_buffer(image.data(), image.size(), "");
  const auto colour = picture.getpoint(static_cast<int>(across * picture.width()),
                                       static_cast<int>(down * picture.height()));
  SampleColour read{.red = static_cast<int>(colour.at(0)),
                    .green = static_cast<int>(colour.at(1)),
                    .blue = static_cast<int>(colour.at(2))};
  if (colour.size() > 3) read.opacity = static_cast<int>(colour[3]);
  return read;
}

SampleSize size_of(const std::vector<std::byte>& image) {
  const auto picture = VImage::new_from_buffer(image.data(), image.size(), "");
  return {.width = picture.width(), .height = picture.height()};
}

}  // namespace pixferry

/// x265 keeps what it allocates for its first pictures to the end of the process.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libx265.so";
}

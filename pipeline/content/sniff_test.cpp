#include "pipeline/content/sniff.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace pixferry {
namespace {

using namespace std::string_literals;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

std::optional<ImageType> sniff(const std::string& text) {
  return sniff_image(bytes_of(text));
}

std::string integer(std::uint32_t value, int width, bool is_big_endian) {
  std::string text;
  for (int i = 0; i < width; ++i) {
    const int shift = 8 * (is_big_endian ? width - 1 - i : i);
    text.push_back(static_cast<char>(value >> shift));
  }
  return text;
}

struct TiffTag {
  std::uint32_t tag;
  std::uint32_t type = 4;
  std::uint32_t count = 1;
  std::uint32_t value = 0;
};

/// A TIFF whose first directory follows the header; `tail` stands right behind the directory.
std::string tiff_file(bool is_big_endian, const std::vector<TiffTag>& tags,
                      const std::string& tail = "") {
  std::string text = is_big_endian ? "MM\0*"s : "II*\0"s;
  text += integer(8, 4, is_big_endian);
  text += integer(static_cast<std::uint32_t>(tags.size()), 2, is_big_endian);
  for (const auto& tag : tags) {
    text += integer(tag.tag, 2, is_big_endian) + integer(tag.type, 2, is_big_endian) +
            integer(tag.count, 4, is_big_endian) + integer(tag.value, 4, is_big_endian);
  }
  return text + integer(0, 4, is_big_endian) + tail;
}

constexpr std::uint32_t kAfterTwoTags = 8 + 2 + 2 * 12 + 4;

std::string by_camera(bool is_big_endian, const std::string& make) {
  return tiff_file(is_big_endian,
                   {{0x010F, 2, static_cast<std::uint32_t>(make.size()), kAfterTwoTags}, {0x014A}},
                   make);
}

std::string file_type_box(const std::string& major, const std::string& compatible = "") {
  const auto size = static_cast<std::uint32_t>(16 + compatible.size());
  return integer(size, 4, true) + "ftyp" + major + "\0\0\0\0"s + compatible + "\0\0\0\x08mdat"s;
}

std::string bmp_file(std::uint32_t header_size, std::uint32_t planes, std::uint32_t depth) {
  std::string text = "BM"s + std::string(12, '\x01') + integer(header_size, 4, false);
  text += header_size == 12 ? std::string(4, '\x02') : std::string(8, '\x02');
  text += integer(planes, 2, false) + integer(depth, 2, false);
  return text + std::string(64, '\0');
}

const std::string kGifScreen = "\x0A\0\x0A\0\0\0\0"s;

struct Sample {
  std::string name;
  std::string head;
  std::optional<ImageType> type;
};

std::vector<Sample> images() {
  using enum ImageType;
  return {
      {"JPEG with JFIF", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, jpeg},
      {"JPEG with EXIF", "\xFF\xD8\xFF\xE1"s, jpeg},
      {"PNG", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, png},
      {"lossy WebP", "RIFF\x24\0\0\0WEBPVP8 "s, webp},
      {"lossless WebP", "RIFF\x24\0\0\0WEBPVP8L"s, webp},
      {"extended WebP", "RIFF\x24\0\0\0WEBPVP8X"s, webp},
      {"GIF without colours", "GIF89a"s + kGifScreen + ",", gif},
      {"GIF with colours", "GIF87a\x0A\0\x0A\0\x80\0\0"s + "abcdef" + "!", gif},
      {"GIF with 256 colours", "GIF89a\x0A\0\x0A\0\xF7\0\0"s + std::string(768, 'c') + "!", gif},
      {"AVIF", file_type_box("avif", "mif1miaf"), avif},
      {"AVIF sequence", file_type_box("avis"), avif},
      {"HEIC", file_type_box("heic", "mif1heic"), heic},
      {"HEIC 10 bit", file_type_box("heix"), heic},
      {"HEIC sequence", file_type_box("hevc"), heic},
      {"HEIC multi-layer", file_type_box("heim"), heic},
      {"HEIC scalable", file_type_box("heis"), heic},
      {"HEIF that is HEIC", file_type_box("mif1", "miafheic"), heic},
      {"HEIF that is AVIF", file_type_box("mif1", "miafavif"), avif},
      {"HEIF sequence", file_type_box("msf1", "hevc"), heic},
      {"HEIF of an unnamed codec", file_type_box("mif1"), heic},
      {"brand behind the box", file_type_box("mif1") + "avif", heic},
      {"TIFF, little-endian", tiff_file(false, {{0x0100}}), ImageType::tiff},
      {"TIFF, big-endian", tiff_file(true, {{0x0100}}), ImageType::tiff},
      {"BigTIFF, little-endian", "II+\0\x08\0\0\0"s, ImageType::tiff},
      {"BigTIFF, big-endian", "MM\0+\0\x08\0\0"s, ImageType::tiff},
      {"BMP of Windows", bmp_file(40, 1, 24), ImageType::bmp},
      {"BMP of OS/2", bmp_file(12, 1, 8), ImageType::bmp},
      {"BMP version 5", bmp_file(124, 1, 32), ImageType::bmp},
      {"Canon CR2", "II*\0\x10\0\0\0CR\x02\0"s, cr2},
      {"Canon CR3", file_type_box("crx ", "crx isom"), cr3},
      {"Fujifilm", "FUJIFILMCCD-RAW 0201FF393101", raf},
      {"Olympus", "IIRO\x08\0\0\0"s, orf},
      {"Olympus, another", "IIRS\x08\0\0\0"s, orf},
      {"Olympus, big-endian", "MMOR\0\0\0\x08"s, orf},
      {"Panasonic", "IIU\0\x18\0\0\0"s, rw2},
      {"Adobe DNG", tiff_file(false, {{0x0100}, {0xC612, 1, 4, 0x401}}), dng},
      {"DNG by a Nikon", tiff_file(true, {{0x014A}, {0x010F, 2, 6, 8}, {0xC612, 1, 4}}), dng},
      {"Nikon", by_camera(true, "NIKON CORPORATION\0"s), nef},
      {"Nikon, little-endian", by_camera(false, "NIKON CORPORATION\0"s), nef},
      {"Sony", by_camera(false, "SONY\0"s), arw},
      {"TIFF by an unknown camera", by_camera(false, "Hasselblad\0"s), ImageType::tiff},
  };
}

std::vector<Sample> strangers() {
  return {
      {"nothing", "", {}},
      {"one byte of a PNG", "\x89", {}},
      {"two bytes of a JPEG", "\xFF\xD8", {}},
      {"SVG", "<svg xmlns='http://www.w3.org/2000/svg'>", {}},
      {"SVG behind a declaration", "<?xml version='1.0'?><svg>", {}},
      {"HTML", "<!doctype html><title>Quota exceeded</title>", {}},
      {"PDF", "%PDF-1.7", {}},
      {"PostScript", "%!PS-Adobe-3.0 EPSF-3.0", {}},
      {"ImageMagick drawing", "push graphic-context\nviewbox 0 0 1 1", {}},
      {"ImageMagick script", "<?xml version=\"1.0\"?><image><read filename='/etc/passwd'/>", {}},
      {"matrix of numbers", "3 3 1 0\n0 1 0\n", {}},
      {"archive", "PK\x03\x04", {}},
      {"icon", "\0\0\x01\0\x01\0"s, {}},
      {"cursor", "\0\0\x02\0\x01\0"s, {}},
      {"Photoshop", "8BPS\0\x01"s, {}},
      {"JPEG 2000", "\0\0\0\x0CjP  \r\n\x87\n"s, {}},
      {"portable pixmap", "P6 10 10 255 ", {}},
      {"text that begins with BM", "BMW owners' meeting, with all that belongs to it, in text", {}},
      {"BMP with two planes", bmp_file(40, 2, 24), {}},
      {"BMP of an impossible depth", bmp_file(40, 1, 7), {}},
      {"BMP of an unknown header", bmp_file(41, 1, 24), {}},
      {"script behind a GIF magic", "GIF89a/*<html><script>alert(1)</script>*/=1;alert(1)//", {}},
      {"GIF cut in its colours", "GIF89a\x0A\0\x0A\0\xF7\0\0ccc"s, {}},
      {"sound in RIFF", "RIFF\x24\0\0\0WAVEfmt "s, {}},
      {"WebP without a picture", "RIFF\x24\0\0\0WEBPXXXX"s, {}},
      {"MP4 video", file_type_box("isom", "mif1avif"), {}},
      {"QuickTime video", file_type_box("qt  "), {}},
      {"ftyp box of an impossible size",
       "\0\0\0\x01"
       "ftypheic"s +
           std::string(16, '\0'),
       {}},
      {"ftyp box cut short",
       "\0\0\0\x18"
       "ftyphei"s,
       {}},
  };
}

TEST(SniffImage, TellsEveryTypeByItsFirstBytes) {
  for (const auto& sample : images()) EXPECT_EQ(sniff(sample.head), sample.type) << sample.name;
}

TEST(SniffImage, TakesNothingElseForAnImage) {
  for (const auto& sample : strangers()) EXPECT_FALSE(sniff(sample.head)) << sample.name;
}

TEST(SniffImage, KeepsAnEditedTiffATiffWhateverCameraItNames) {
  const auto make = "NIKON CORPORATION\0"s;
  const auto edited = tiff_file(false, {{0x010F, 2, 18, kAfterTwoTags}, {0x0100}}, make);
  EXPECT_EQ(sniff(edited), ImageType::tiff);
}

TEST(SniffImage, TreatsADirectoryItCannotReadAsPlainTiff) {
  EXPECT_EQ(sniff("II*\0"s), ImageType::tiff);
  EXPECT_EQ(sniff("II*\0\xFF\xFF\xFF\xFF"s), ImageType::tiff);
  EXPECT_EQ(sniff("II*\0\x08\0\0\0\xFF\xFF"s), ImageType::tiff);
  EXPECT_EQ(sniff(tiff_file(false, {{0x010F, 2, 6, 0xFFFFFFFF}, {0x014A}})), ImageType::tiff);
  EXPECT_EQ(sniff(tiff_file(false, {{0x010F, 3, 6, kAfterTwoTags}, {0x014A}}, "NIKON")),
            ImageType::tiff);
}

TEST(SniffImage, SurvivesMutatedHeads) {
  std::mt19937 random{20260730};
  const auto below = [&](std::size_t bound) { return random() % bound; };
  auto seeds = images();
  for (const auto& stranger : strangers()) seeds.push_back(stranger);
  for (int round = 0; round < 20'000; ++round) {
    auto head = seeds[below(seeds.size())].head;
    for (auto changes = below(8); changes > 0 && !head.empty(); --changes) {
      head[below(head.size())] = static_cast<char>(below(4) == 0 ? 0xFF : random());
    }
    head.resize(below(head.size() + 1));
    // A copy of its exact size on the heap, so that the sanitizer sees a read behind its end.
    const std::vector<char> exact(head.begin(), head.end());
    const auto bytes = std::as_bytes(std::span{exact});
    const auto type = sniff_image(bytes);
    EXPECT_FALSE(type && looks_like_html(bytes));
  }
}

TEST(LooksLikeHtml, KnowsAPageByItsFirstTag) {
  for (const auto* page :
       {"<!DOCTYPE html>", "<!doctype HTML PUBLIC \"-//W3C//DTD\">", "<html>", "<HTML lang=en>",
        "<head>", "<body onload=x()>", "<title>Sorry...</title>", "<script>", "<script\nsrc=x>",
        "  \r\n\t<html>", "\xEF\xBB\xBF<html>", "<!-- saved --> <!-- twice -->\n<html>",
        "<?xml version=\"1.0\"?><!DOCTYPE html>", "<html"}) {
    EXPECT_TRUE(looks_like_html(bytes_of(page))) << page;
  }
}

TEST(LooksLikeHtml, TakesNothingElseForAPage) {
  for (const auto& text :
       {""s, " "s, "<"s, "<htm"s, "<htmlx>"s, "<header>"s, "<svg>"s, "<?xml version='1.0'?><svg>"s,
        "text with <html> in it"s, "<!-- never closed <html>"s, "{\"error\":404}"s,
        "\xFF\xD8\xFF\xE0 <html>"s, "GIF89a/*<html>"s}) {
    EXPECT_FALSE(looks_like_html(bytes_of(text))) << text;
  }
}

}  // namespace
}  // namespace pixferry

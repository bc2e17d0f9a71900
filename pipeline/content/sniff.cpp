#include "pipeline/content/sniff.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/content/tiff_head.hpp"
#include "pipeline/platform/ascii.hpp"

namespace pixferry {
namespace {

using namespace std::string_view_literals;

std::string_view text_of(std::span<const std::byte> head) {
  return {reinterpret_cast<const char*>(head.data()), head.size()};
}

/// Up to `size` characters from there; nothing behind the end.
std::string_view part(std::string_view text, std::size_t at, std::size_t size) {
  return at < text.size() ? text.substr(at, size) : std::string_view{};
}

std::size_t byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

std::size_t little_endian16(std::string_view text, std::size_t at) {
  return byte_at(text, at) | byte_at(text, at + 1) << 8;
}

std::size_t big_endian32(std::string_view text, std::size_t at) {
  return byte_at(text, at) << 24 | byte_at(text, at + 1) << 16 | byte_at(text, at + 2) << 8 |
         byte_at(text, at + 3);
}

bool is_jpeg(std::string_view head) {
  return head.starts_with("\xFF\xD8\xFF"sv);
}

bool is_png(std::string_view head) {
  return head.starts_with("\x89PNG\r\n\x1A\n"sv);
}

/// RIFF container: https://developers.google.com/speed/webp/docs/riff_container
bool is_webp(std::string_view head) {
  return head.starts_with("RIFF") && part(head, 8, 7) == "WEBPVP8";
}

/// Not the magic alone, which a script can begin with as well: behind the screen descriptor and its
/// colours the first block must begin as the format asks.
/// https://www.w3.org/Graphics/GIF/spec-gif89a.txt
bool is_gif(std::string_view head) {
  constexpr std::size_t kDescriptorEnd = 13;
  constexpr std::string_view kBlockBeginnings = "!,;";
  if (!head.starts_with("GIF87a") && !head.starts_with("GIF89a")) return false;
  const auto flags = byte_at(head, 10);
  const auto colours_bytes = (flags & 0x80) != 0 ? std::size_t{3} << ((flags & 7) + 1) : 0;
  const auto first_block = kDescriptorEnd + colours_bytes;
  return first_block < head.size() &&
         kBlockBeginnings.find(head[first_block]) != kBlockBeginnings.npos;
}

/// "BM" begins many texts too, so the header behind it must make sense: one of the known header
/// sizes, one plane, a known depth. https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
bool is_bmp(std::string_view head) {
  constexpr std::array<std::size_t, 8> kHeaderSizes{12, 16, 40, 52, 56, 64, 108, 124};
  constexpr std::array<std::size_t, 7> kDepths{1, 2, 4, 8, 16, 24, 32};
  constexpr std::size_t kCoreHeader = 12;
  if (!head.starts_with("BM") || head.size() < 30) return false;
  const auto header_size = little_endian16(head, 14) | little_endian16(head, 16) << 16;
  const auto planes_at = header_size == kCoreHeader ? std::size_t{22} : std::size_t{26};
  return std::ranges::count(kHeaderSizes, header_size) == 1 &&
         little_endian16(head, planes_at) == 1 &&
         std::ranges::count(kDepths, little_endian16(head, planes_at + 2)) == 1;
}

/// The image that a brand of an ISO base media file stands for; most brands are video.
/// https://mp4ra.org/registered-types/brands
std::optional<ImageType> type_of_brand(std::string_view brand) {
  constexpr std::array kHeicBrands{"heic"sv, "heix"sv, "hevc"sv, "hevx"sv,
                                   "heim"sv, "heis"sv, "hevm"sv, "hevs"sv};
  if (brand == "avif" || brand == "avis") return ImageType::avif;
  if (brand == "crx ") return ImageType::cr3;
  if (std::ranges::count(kHeicBrands, brand) == 1) return ImageType::heic;
  return std::nullopt;
}

/// The type in an `ftyp` box. The brands mif1 and msf1 only say "images": a compatible brand tells
/// which, and without one the file counts as HEIF.
std::optional<ImageType> iso_media_type(std::string_view head) {
  constexpr std::size_t kCompatibleBrandsAt = 16;
  if (part(head, 4, 4) != "ftyp") return std::nullopt;
  const auto box = head.substr(0, big_endian32(head, 0));
  if (box.size() < kCompatibleBrandsAt) return std::nullopt;
  const auto major = part(box, 8, 4);
  if (major != "mif1" && major != "msf1") return type_of_brand(major);
  for (auto at = kCompatibleBrandsAt; at + 4 <= box.size(); at += 4) {
    if (const auto type = type_of_brand(part(box, at, 4))) return type;
  }
  return ImageType::heic;
}

/// RAW files of cameras that changed the first bytes of TIFF, or use a format of their own.
std::optional<ImageType> camera_type(std::string_view head) {
  if (head.starts_with("II*\0"sv) && part(head, 8, 2) == "CR") return ImageType::cr2;
  if (head.starts_with("FUJIFILMCCD-RAW ")) return ImageType::raf;
  for (const auto magic : {"IIRO"sv, "IIRS"sv, "MMOR"sv}) {
    if (head.starts_with(magic)) return ImageType::orf;
  }
  if (head.starts_with("IIU\0"sv)) return ImageType::rw2;
  return std::nullopt;
}

/// Whether the text begins with the tag, in any case, and the tag's name ends there.
bool begins_with_tag(std::string_view text, std::string_view tag) {
  if (!ascii::equal_ignoring_case(text.substr(0, tag.size()), tag)) return false;
  constexpr auto kNameEnds = " \t\r\n\f>/"sv;
  return text.size() == tag.size() || kNameEnds.find(text[tag.size()]) != kNameEnds.npos;
}

/// What is left behind white space, comments and an XML declaration.
std::string_view without_preamble(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSkipped{
      {{"<!--", "-->"}, {"<?xml", "?>"}}};
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
    const auto* skipped = std::ranges::find_if(
        kSkipped, [&](const auto& mark) { return text.starts_with(mark.first); });
    if (skipped == kSkipped.end()) return text;
    const auto end = text.find(skipped->second, skipped->first.size());
    if (end == text.npos) return {};
    text.remove_prefix(end + skipped->second.size());
  }
}

}  // namespace

std::optional<ImageType> sniff_image(std::span<const std::byte> head) {
  const auto text = text_of(head.first(std::min<std::size_t>(head.size(), 4096)));
  if (is_jpeg(text)) return ImageType::jpeg;
  if (is_png(text)) return ImageType::png;
  if (is_webp(text)) return ImageType::webp;
  if (is_gif(text)) return ImageType::gif;
  if (is_bmp(text)) return ImageType::bmp;
  if (const auto type = iso_media_type(text)) return type;
  if (const auto type = camera_type(text)) return type;
  return sniff_tiff(head);
}

bool looks_like_html(std::span<const std::byte> head) {
  constexpr std::array kTags{"<!doctype html"sv, "<html"sv,  "<head"sv,
                             "<body"sv,          "<title"sv, "<script"sv};
  auto text = text_of(head);
  if (text.starts_with("\xEF\xBB\xBF"sv)) text.remove_prefix(3);
  text = without_preamble(text);
  return std::ranges::any_of(kTags, [&](auto tag) { return begins_with_tag(text, tag); });
}

}  // namespace pixferry

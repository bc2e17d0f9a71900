#include "cli/preview_report.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cli/human_text.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

bj::string text(std::string_view value) {
  return bj::string{bj::string_view{value.data(), value.size()}};
}

std::string size_of(const Preview& preview) {
  if (preview.images_of_unknown_size == preview.images) return "sizes unknown";
  const auto known = human_bytes(preview.bytes);
  if (preview.images_of_unknown_size == 0) return known;
  return fmt::format("{}, and {} of unknown size", known,
                     human_count(preview.images_of_unknown_size));
}

void add_endings(std::vector<std::string>& lines, const Preview& preview) {
  for (const auto& [ending, count] : preview.endings) {
    lines.push_back(fmt::format("  {} {} would {}: {}", human_count(count),
                                count == 1 ? "file" : "files",
                                ending.skipped ? "be skipped" : "fail", name(ending.reason)));
    if (!hint(ending.reason).empty()) lines.push_back(fmt::format("    {}", hint(ending.reason)));
  }
}

bj::array endings_json(const Preview& preview, bool skipped) {
  bj::array endings;
  for (const auto& [ending, count] : preview.endings) {
    if (ending.skipped != skipped) continue;
    endings.push_back(bj::object{{"reason", text(name(ending.reason))}, {"count", count}});
  }
  return endings;
}

}  // namespace

std::vector<std::string> preview_lines(const Preview& preview) {
  std::vector<std::string> lines{fmt::format("{}: {} ({})", title(preview.source),
                                             printable(preview.name), preview.folder_url)};
  if (preview.images > 0) {
    lines.push_back(fmt::format("  {} {} in {} {}, {}", human_count(preview.images),
                                preview.images == 1 ? "image" : "images",
                                human_count(preview.folders + 1),
                                preview.folders == 0 ? "folder" : "folders", size_of(preview)));
  } else {
    lines.push_back("  no images");
  }
  if (preview.already_imported > 0) {
    lines.push_back(
        fmt::format("  {} of them here already", human_count(preview.already_imported)));
  }
  for (const auto& [type, count] : preview.types) {
    lines.push_back(fmt::format("  {} {}", human_count(count),
                                type.empty() ? "of no declared type" : printable(type)));
  }
  add_endings(lines, preview);
  for (const auto& sample : preview.samples) {
    lines.push_back(fmt::format("  for example {}", printable(sample)));
  }
  if (const auto unknown = what_is_unknown(preview); !unknown.empty()) lines.push_back(unknown);
  if (!preview.is_complete) {
    lines.push_back("Not everything was read. " + printable(preview.cut_short_by));
  }
  return lines;
}

std::string preview_json(const Preview& preview) {
  bj::array types;
  for (const auto& [type, count] : preview.types) {
    types.push_back(bj::object{{"mime_type", text(printable(type))}, {"count", count}});
  }
  bj::array samples;
  for (const auto& sample : preview.samples) samples.push_back(text(printable(sample)));
  return bj::serialize(bj::object{{"type", "preview"},
                                  {"provider", text(name(preview.source))},
                                  {"name", text(printable(preview.name))},
                                  {"folder_url", preview.folder_url},
                                  {"single_file", preview.is_single_file},
                                  {"complete", preview.is_complete},
                                  {"cut_short_by", text(printable(preview.cut_short_by))},
                                  {"folders", preview.folders},
                                  {"unreadable_folders", preview.unreadable_folders},
                                  {"images", preview.images},
                                  {"images_of_unknown_size", preview.images_of_unknown_size},
                                  {"bytes", preview.bytes},
                                  {"already_imported", preview.already_imported},
                                  {"unknown", what_is_unknown(preview)},
                                  {"types", types},
                                  {"skipped", endings_json(preview, true)},
                                  {"failed", endings_json(preview, false)},
                                  {"samples", samples}});
}

}  // namespace pixferry

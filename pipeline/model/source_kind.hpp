#pragma once

#include <optional>
#include <string_view>

namespace pixferry {

enum class SourceKind { google_drive, dropbox };

/// The spelling on the wire: "google_drive".
constexpr std::string_view name(SourceKind kind) {
  return kind == SourceKind::google_drive ? "google_drive" : "dropbox";
}

/// The name a person reads: "Google Drive".
constexpr std::string_view title(SourceKind kind) {
  return kind == SourceKind::google_drive ? "Google Drive" : "Dropbox";
}

constexpr std::optional<SourceKind> source_kind_named(std::string_view text) {
  for (const auto kind : {SourceKind::google_drive, SourceKind::dropbox}) {
    if (text == name(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace pixferry

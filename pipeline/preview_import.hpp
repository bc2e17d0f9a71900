#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/gallery.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/secret.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

struct PreviewRequest {
  std::string owner;
  std::string folder_url;                           ///< as the user gave it
  std::optional<SourceKind> source = std::nullopt;  ///< set where the caller names the provider
  Secret password = {};                             ///< of the link, where it needs one
};

/// What an import of a link would meet, as far as it was read.
struct Preview {
  /// How files end that need no download, as the listing shows.
  struct Ending {
    bool skipped = true;  ///< else failed
    ErrorCode reason = ErrorCode::unsupported_type;
    auto operator<=>(const Ending&) const = default;
  };

  SourceKind source = SourceKind::google_drive;
  std::string name;        ///< of the folder or the single file
  std::string folder_url;  ///< canonical, without resource keys
  bool is_single_file = false;

  bool is_complete = true;
  std::string cut_short_by;  ///< one sentence; empty if it is complete

  std::int64_t folders = 0;  ///< below the one that the link names
  std::int64_t unreadable_folders = 0;
  std::int64_t images = 0;  ///< to be fetched, or here already; by what is declared, not by bytes
  std::int64_t images_of_unknown_size = 0;
  std::int64_t bytes = 0;  ///< of the images whose size is known
  std::int64_t already_imported = 0;
  std::map<std::string, std::int64_t> types;  ///< of the images; empty where none is declared
  std::map<Ending, std::int64_t> endings;
  std::vector<std::string> samples;  ///< names of the first images, verbatim
};

/// What the provider does not tell of any image here, for people; empty if it tells all. So it is
/// with Google Drive without an API key.
std::string what_is_unknown(const Preview& preview);

/// Looks at what a link names and starts nothing: a walk through the folders, from the top, that
/// ends after kSecondsMax or kPagesMax pages. Thread-safe.
class PreviewImport {
 public:
  static constexpr std::chrono::seconds kSecondsMax{5};
  static constexpr int kPagesMax = 200;
  static constexpr std::size_t kSamplesMax = 5;

  struct Parts {
    std::vector<SourceProvider*> providers;
    Gallery* gallery;  ///< none: nothing was imported yet
    const Clock& clock;
    const Limits& limits;
  };

  explicit PreviewImport(Parts parts) : parts_(std::move(parts)) {}

  /// Errors: `invalid_folder_url`; whatever keeps the root from being read, a passing fault too;
  /// `catalog_unavailable`, `stopped`. What goes wrong further below is part of the preview.
  Result<Preview> run(const Context& context, const PreviewRequest& request);

 private:
  Parts parts_;
};

}  // namespace pixferry

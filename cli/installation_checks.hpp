#pragma once

#include <string>
#include <vector>

#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// What one check of an installation found.
struct Finding {
  enum class Verdict { good, bad, not_checked };

  std::string about;  ///< "DATA_DIR"
  Verdict verdict = Verdict::good;
  std::string what;  ///< one sentence
  std::string cure;  ///< of what is bad, where there is one
};

/// What is wrong, in the words of the Error, with the cure that belongs to its code.
Finding bad_finding(std::string about, const Error& error);

Finding check_configuration(const LoadedConfig& loaded);

/// Whether DATA_DIR can be written. One that another process holds is all right, and named. Makes
/// no directory that is not there.
Finding check_data_directory(const Config& config);

Finding check_free_space(const Config& config);

/// Whether the catalog is one that this release can read; one in DATA_DIR that is not there yet is
/// all right. A database is given five seconds to answer.
Finding check_catalog(const Context& context, const Config& config);

/// Whether Redis answers, where it is configured.
Finding check_redis(const Context& context, const Config& config);

/// Whether the images can be stored: of a bucket everything that an import needs is tried, and a
/// missing one of Supabase is made.
Finding check_objects(const Context& context, const Config& config);

/// Whether images can be looked into: starts a process, as an import would, and shows it a picture.
/// Not with THUMBNAILS=off. Takes ten seconds at most.
Finding check_image_inspector(const Context& context, const Config& config,
                              InspectorOptions options);

Finding check_google_key(const Config& config);

/// Asks Google Drive for an item that does not exist, as an import would: that it answers "not
/// found" proves the way and the key. Takes five seconds at most.
Finding check_google_drive(const Context& context, const Config& config);

/// The same for Dropbox and whatever credentials there are for it; not without any.
Finding check_dropbox(const Context& context, const Config& config);

}  // namespace pixferry

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/model/image.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// An object that is ready to be read from its start.
struct OpenedObject {
  FileDescriptor content;
  std::int64_t size_bytes;
  std::string mime_type;
};

/// A store that can hand out its objects as local files. Thread-safe.
struct ObjectReader {
  virtual ~ObjectReader() = default;
  /// Nothing if there is no such object. Error: `storage_unavailable`.
  virtual Result<std::optional<OpenedObject>> open(const ObjectKey& key) const = 0;
};

}  // namespace pixferry

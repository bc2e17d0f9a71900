#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/model/image.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// An object that lies in a file of this machine, ready to be sent. The descriptor's offset is 0.
struct OpenedObject {
  FileDescriptor content;
  std::int64_t size_bytes = 0;
  std::string mime_type;
};

/// Stores whose objects the gateway itself sends to browsers. Thread-safe.
struct ObjectReader {
  virtual ~ObjectReader() = default;
  /// Nothing for an object that is absent, and for a key that is none of ours. What was opened
  /// stays readable when the object is removed or stored again. Error: `storage_unavailable`.
  virtual Result<std::optional<OpenedObject>> open(const ObjectKey& key) const = 0;
};

}  // namespace pixferry

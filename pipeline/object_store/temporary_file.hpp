#pragma once

#include <string>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// A file on its way to its name: removed at the end of the scope unless it was published.
class TemporaryFile {
 public:
  /// `directory` must stay open as long as the file lives.
  static Result<TemporaryFile> create(int directory, std::string name);
  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile();

  /// Writes all of the content. Errors: `stopped`, `storage_full`, `storage_unavailable`.
  Result<> fill(const Context& context, const Spool& content);
  /// Makes content and name durable, in this order. Replaces a file of that name.
  Result<> publish(int folder, const std::string& name);

 private:
  TemporaryFile(int directory, std::string name, FileDescriptor file)
      : directory_(directory), name_(std::move(name)), file_(std::move(file)) {}

  int directory_;
  std::string name_;  ///< empty once it is published
  FileDescriptor file_;
};

/// fsync, with the error in our terms. `path` is for the message.
Result<> make_durable(int descriptor, const std::string& path);

}  // namespace pixferry

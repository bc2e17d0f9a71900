#pragma once

#include <memory>
#include <string>
#include <variant>

#include "pipeline/content/image_inspector.hpp"
#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

class InspectChildren;

/// Looks into images in processes of their own, which can do nothing but answer. They are started
/// ahead; one that ends while it holds a file, takes longer than its time or answers nonsense is
/// killed, and its file is shown once more, to a new process: ending two makes a file `poison`. A
/// process that found an error or has seen its number of images is replaced.
///
/// No process outlives the pool, nor the worker, however that ends. A waiter for a free process is
/// served in its turn. Where none can be started, every call tries again and gives
/// `inspector_unavailable` with the cause; no file fails for it.
class InspectorPool final : public ImageInspector {
 public:
  /// The clock is the one of the contexts' deadlines, and must outlive the pool. Errors:
  /// `inspector_unavailable`. That no process can be started shows in inspect().
  static Result<std::unique_ptr<InspectorPool>> open(const Clock& clock, InspectorOptions options);
  /// No call may be under way.
  ~InspectorPool() override;

  Result<Inspection> inspect(const Context& context, const Spool& body, ImageType type) override;

 private:
  struct Look;
  /// What a process found, or how it came to its end over the file.
  using LookEnd = std::variant<Result<Inspection>, std::string>;

  InspectorPool(const Clock& clock, InspectorOptions options, FileDescriptor bell);
  LookEnd look(const Context& context, const Look& look);

  const Clock& clock_;
  const InspectorOptions options_;
  std::unique_ptr<InspectChildren> children_;
};

}  // namespace pixferry

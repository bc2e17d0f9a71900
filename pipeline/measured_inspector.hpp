#pragma once

#include <memory>

#include "pipeline/content/image_inspector.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry {

/// An inspector whose looks are measured. As thread-safe as what it wraps.
class MeasuredInspector final : public ImageInspector {
 public:
  MeasuredInspector(std::unique_ptr<ImageInspector> inspector, Metrics& metrics)
      : inspector_(std::move(inspector)), metrics_(metrics) {}

  Result<Inspection> inspect(const Context& context, const Spool& body, ImageType type) override {
    const StageTimer timer{&metrics_, "decode"};
    return inspector_->inspect(context, body, type);
  }

 private:
  std::unique_ptr<ImageInspector> inspector_;
  Metrics& metrics_;
};

}  // namespace pixferry

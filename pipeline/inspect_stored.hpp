#pragma once

#include "pipeline/catalog/inspection_backlog.hpp"
#include "pipeline/content/image_inspector.hpp"
#include "pipeline/content/spool.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/object_store/object_store.hpp"

namespace pixferry {

/// Makes up for what was not seen at the import: takes images into which nobody has looked from our
/// own store, draws their thumbnails and records what was found. The source is not asked. Any
/// number of processes may do it at once. Thread-safe.
class InspectStored {
 public:
  struct Parts {
    InspectionBacklog& backlog;
    ObjectStore& store;
    SpoolRoom& spools;
    ImageInspector& inspector;
    const Limits& limits;
  };

  explicit InspectStored(Parts parts) : parts_(parts) {}

  struct Turn {
    int images = 0;                      ///< how many were taken on; 0: nothing is left to do now
    std::vector<Error> left_alone = {};  ///< objects that are missing or changed, and the like
  };

  /// A few images, one after the other. One that is hostile is recorded as such and never tried
  /// again; one that is left alone is tried a few times. Errors: the catalog's, the store's where
  /// it cannot be reached, `inspector_unavailable` where no inspecting process can be started,
  /// `stopped`: what was not done is given back.
  Result<Turn> run(const Context& context);

 private:
  Result<> fill_in(const Context& context, const UninspectedBlob& held);
  Result<Inspection> look_at(const Context& context, const Blob& blob);

  Parts parts_;
};

}  // namespace pixferry

#include "tests/simulation/virtual_pacer.hpp"

namespace pixferry {

Result<> VirtualPacer::admit(const Context& context, SourceKind source, unsigned cost) {
  while (true) {
    auto admitted = real_.admit(context.until(clock_.steady()), source, cost);
    if (admitted || !admitted.error().retry_after) return admitted;
    if (*admitted.error().retry_after > kMoment) return admitted;
    clock_.advance(*admitted.error().retry_after);
  }
}

}  // namespace pixferry

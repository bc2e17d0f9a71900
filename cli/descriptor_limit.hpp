#pragma once

namespace pixferry {

/// Takes as many descriptors as this process may have, up to what connections and transfers can
/// use. Most systems begin with 1024 and allow far more to who asks.
void raise_descriptor_limit();

}  // namespace pixferry

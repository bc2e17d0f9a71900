#pragma once

#include <sys/types.h>

#include <cstddef>
#include <span>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// Another descriptor of the same open file's bytes that can only read them, with an offset of its
/// own. Errors: `storage_unavailable`.
Result<FileDescriptor> reopened_read_only(int descriptor);

/// Sends the bytes with a descriptor beside the first of them. Never waits, raises no signal.
/// Answers whether all of it went.
bool send_with_descriptor(int socket, std::span<const std::byte> bytes, int descriptor);

/// Takes what is there, as recv does; waits for the first byte. A descriptor that came with it
/// takes the place of `descriptor`; where more than one came, nothing is received.
ssize_t receive_with_descriptor(int socket, std::span<std::byte> into, FileDescriptor& descriptor);

}  // namespace pixferry

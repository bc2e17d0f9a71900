#pragma once

#include <optional>

#include "api-gateway/http/strict.hpp"

namespace boost::system {
class error_code;
}

namespace pixferry::http {

/// What to say of a message that could not be read; nothing where it is the connection that failed.
std::optional<Refusal> refusal_of(const boost::system::error_code& error);

}  // namespace pixferry::http

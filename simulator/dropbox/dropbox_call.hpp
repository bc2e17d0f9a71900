#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/dropbox/dropbox_gate.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// A request of Dropbox's API, taken apart as far as its form goes.
struct DropboxCall {
  Operation operation = Operation::get;
  std::string route;             ///< "files/list_folder"; empty: oauth2/token
  boost::json::object argument;  ///< of the body, or of the header of a download
  std::string entry_id;          ///< what it is about, for faults and counters; filled in later
  /// The request has not the form that its route takes, and this is its answer.
  std::optional<Response> refusal;
};

/// Reads a request to either of Dropbox's hosts; nothing if it is to neither. A route of one host
/// is unknown to the other.
std::optional<DropboxCall> read_dropbox_call(const Request& request, const DropboxOptions& options);

}  // namespace pixferry::simulator

#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "testing/loopback_server.hpp"

namespace pixferry {

/// A Drive that lists the demo folder with one file for each target, by whose name it goes, and
/// sends whoever downloads the file there, by its API and by its public pages.
class RedirectingDrive {
 public:
  explicit RedirectingDrive(std::vector<std::string> targets) : targets_(std::move(targets)) {}

  std::string origin() const { return server_.origin(); }

 private:
  std::string respond(const LoopbackRequest& request) const;
  boost::json::object listing() const;
  std::string public_page() const;

  std::vector<std::string> targets_;
  LoopbackServer server_{LoopbackServer::answering(
      [this](const LoopbackRequest& request) { return respond(request); })};
};

}  // namespace pixferry

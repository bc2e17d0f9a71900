#include "simulator/fault_admin.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kPlainText = "text/plain; charset=UTF-8";

Response plan_response(const FaultInjector& faults) {
  return text_response(200, kPlainText, faults.plan().text() + "\n");
}

/// The body without the line ends that editors and shells add.
std::string_view plan_in(std::string_view body) {
  while (body.ends_with('\n') || body.ends_with('\r')) body.remove_suffix(1);
  return body;
}

}  // namespace

Response answer_fault_request(FaultInjector& faults, const Request& request) {
  if (request.method == "PUT") {
    auto plan = parse_fault_plan(plan_in(request.body));
    if (!plan) return text_response(400, kPlainText, plan.error().message + "\n");
    faults.replace(*std::move(plan));
  } else if (request.method == "DELETE") {
    faults.replace({});
  } else if (request.method != "GET") {
    auto refused = text_response(405, kPlainText, "There are GET, PUT and DELETE.\n");
    refused.headers.push_back({"Allow", "GET, PUT, DELETE"});
    return refused;
  }
  return plan_response(faults);
}

}  // namespace pixferry::simulator

#include "tests/served_program.hpp"

namespace pixferry {

void ServedProgram::serve(SimulatorOptions options,
                          const std::map<std::string, std::string>& settings) {
  program_.emplace(std::move(options));
  start_server(settings);
}

void ServedProgram::start_server(const std::map<std::string, std::string>& settings) {
  server_ = program_->start({"serve"}, settings);
  client_.emplace(*server_);
}

HttpAnswer ServedProgram::send(const std::string& method, const std::string& path,
                               std::string body) {
  return client_->send(method, path, std::move(body));
}

json::bj::object ServedProgram::get(const std::string& path) {
  return client_->get(path);
}

std::string ServedProgram::start_import() {
  return client_->start_import(program_->link());
}

json::bj::object ServedProgram::wait_for_job(
    const std::string& id, const std::function<bool(const json::bj::object&)>& reached) {
  json::bj::object job;
  EXPECT_TRUE(server_->runs_until([&] {
    job = get("/import/jobs/" + id);
    return reached(job);
  }));
  return job;
}

}  // namespace pixferry

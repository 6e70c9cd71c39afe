import ServiceLifecycle

/// Tells the service manager that the server stops. The last service to be started is the first to be told to stop.
struct StopNotice: Service {
    let supervisor: Supervisor

    func run() async {
        try? await gracefulShutdown()
        supervisor.tell(.stopping)
    }
}

"""How many CPUs the machine really gives: spinning processes, and the CPU seconds they obtained per second."""
import multiprocessing
import os
import time


def spin(stop, results):
    while time.monotonic() < stop:
        pass
    results.put(sum(os.times()[:2]))


def capacity(n_processes, seconds):
    """CPU seconds obtained per second by so many processes."""
    results = multiprocessing.Queue()
    stop = time.monotonic() + seconds
    processes = [multiprocessing.Process(target=spin, args=(stop, results)) for _ in range(n_processes)]
    for process in processes:
        process.start()
    obtained = sum(results.get() for _ in processes)
    for process in processes:
        process.join()
    return obtained / seconds

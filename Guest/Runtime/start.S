# Entry of the guest: the stack is at its region's top, everything else is zero or loaded.

    .section .text.start, "ax"
    .globl _start
    .type _start, @function
_start:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, __stack_end
    li ra, 0
    call main
    li a0, 0
    tail guest_exit
    .size _start, . - _start

# guest_exit(code): ends the run.
    .section .text.guest_exit, "ax"
    .globl guest_exit
    .type guest_exit, @function
guest_exit:
    li a7, 93
    ecall
    # Not reached: the machine ends at the ecall.
    unimp
    .size guest_exit, . - guest_exit
